"""The warnings of :mod:`danqing.core.warnings`, where families are used to finding them."""

from danqing.core.warnings import CheckpointWarning, DanqingWarning, PromptWarning, SettingIgnoredWarning

__all__ = ["CheckpointWarning", "DanqingWarning", "PromptWarning", "SettingIgnoredWarning"]
