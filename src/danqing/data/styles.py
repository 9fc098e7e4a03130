"""Style keys and the words for them in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Style:
    """Words for one style, best first.

    Args:
        key: as in :attr:`danqing.data.types.Entry.style`.
        en: phrases that follow "in", such as ``"flat style"``.
        zh: phrases that stand before "的", such as ``"扁平风格"``.
        monochrome: True if the style, not the thing, sets the colours (one ink, or blue and black), so that no caption
            may name the thing's colour.
    """

    key: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    monochrome: bool = False


STYLES: dict[str, Style] = {
    style.key: style
    for style in (
        Style(
            key="flat",
            en=("flat style", "flat design style", "flat icon style"),
            zh=("扁平风格", "扁平化风格", "扁平设计"),
        ),
        Style(key="shaded", en=("soft shaded style", "emoji style"), zh=("柔和阴影风格", "表情符号风格")),
        Style(key="blob", en=("cute cartoon style", "simple cartoon style"), zh=("可爱卡通风格", "简单卡通风格")),
        Style(key="soft", en=("soft flat style", "simple flat style"), zh=("柔和扁平风格", "简洁扁平风格")),
        Style(
            key="3d",
            en=("3D render style", "3D style", "3D rendered style"),
            zh=("3D 渲染", "三维渲染", "3D 风格", "立体风格"),
        ),
        Style(key="glossy", en=("glossy gradient style", "glossy style"), zh=("光泽渐变风格", "渐变光泽风格")),
        Style(key="painted", en=("hand-painted flat style", "painterly style"), zh=("手绘扁平风格", "手绘风格")),
        Style(
            key="outline",
            en=("outline style", "cute outline style", "line art style"),
            zh=("描边风格", "可爱描边风格", "线描风格"),
        ),
        Style(key="clipart", en=("clip art style", "clipart style"), zh=("剪贴画风格", "剪贴画")),
        Style(
            key="icon",
            en=("blue icon style", "two-tone icon style", "blue and black icon style"),
            zh=("蓝色图标风格", "双色图标风格"),
            monochrome=True,
        ),
        Style(key="color-icon", en=("colored icon style", "colour icon style"), zh=("彩色图标风格", "彩色图标")),
        Style(key="sketch", en=("freehand sketch style", "hand-drawn style"), zh=("手绘草图风格", "手绘涂鸦风格")),
        Style(key="photo", en=("photo cut-out style",), zh=("照片剪贴风格",)),
        Style(
            key="mono",
            en=("monochrome line style", "monochrome style", "black line style", "black and white icon style"),
            zh=("单色线条风格", "单色风格", "黑白线条风格", "黑白图标风格"),
            monochrome=True,
        ),
        Style(
            key="silhouette",
            en=("monochrome silhouette style", "black silhouette style", "monochrome style"),
            zh=("单色剪影风格", "黑色剪影风格", "单色风格"),
            monochrome=True,
        ),
    )
}
