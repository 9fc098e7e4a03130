"""What is told to the user without stopping the work."""


class DanqingWarning(UserWarning):
    """Base of the warnings that Danqing raises on purpose."""


class PromptWarning(DanqingWarning):
    """Part of a prompt was changed or not read."""


class SettingIgnoredWarning(DanqingWarning):
    """A setting of the request or of the checkpoint has no effect here."""


class CheckpointWarning(DanqingWarning):
    """A checkpoint holds something that is not used."""
