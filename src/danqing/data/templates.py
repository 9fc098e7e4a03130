"""Caption templates by family and language; ``phrases.py`` fills them.

``{a}``, ``{b}`` are the first and second subject with article or number, ``{a0}``, ``{b0}`` without, ``{ta}``, ``{tb}``
with "the"; ``{is_a}`` is "is" or "are"; ``{plain}`` is the first subject without its ``{color}``; in Chinese ``{n}`` is
number and measure word and ``{x0}`` the name they belong to. In wrappers ``{x}`` is the caption so far, ``{x0}`` the
same without article, ``{an}`` the article of what follows.
A leading "!" marks a whole sentence and "~" a wish or a frame ("draw …", "a picture of …"); few wrappers take them.
The first two of each family are the plainest and never held out.
"""

from __future__ import annotations

from danqing.data.types import Language


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


TEMPLATES: dict[tuple[str, Language], tuple[str, ...]] = {
    ("name", "en"): _lines("""
        {a}
        {a0}
        ~a picture of {a}
        ~an image of {a}
        ~a drawing of {a}
        ~an illustration of {a}
        ~a simple drawing of {a}
        ~a cute picture of {a}
        ~draw {a}
        ~please draw {a}
        ~picture of {a}
        !{this_is} {a}
        !there {is_a} {a} in the picture
        !here {is_a} {a}
        !I would like a picture of {a}
        !the picture shows {a}
    """),
    ("name", "zh"): _lines("""
        {a}
        {a0}
        ~{a0}的图片
        ~{a0}的插画
        ~{a0}的图画
        ~一张{a0}的图片
        ~一幅{a0}的画
        ~画{a}
        ~画一幅{a0}
        ~请画{a}
        ~请帮我画{a}
        !这是{a}
        !图中有{a}
        !图里是{a}
        !画面上是{a}
        !我想要一张{a0}的图
    """),
    ("tint", "en"): _lines("""
        {plain} that {is_a} {color}
        !{plain}, {color}
        {plain} in {color}
        {color} colored {plain0}
        !the {plain0} {is_a} {color}
        !{plain}; it is {color}
        !{plain}, colored {color}
    """),
    ("tint", "zh"): _lines("""
        !{plain0}，{color}
        {color}的{plain0}
        颜色是{color}的{plain0}
        !{plain}，{color}的
        !{plain0}是{color}的
        !{plain}，颜色是{color}
    """),
    ("place", "en"): _lines("""
        {a} {place}
        {a0} {place}
        {a} {place}
        {a} that {is_a} {place}
        {a} with {ground} in the background
        {a0}, {ground}
        {a}, {ground}
        ~a picture of {a} {place}
        ~an illustration of {a} {place}
        ~a drawing of {a} {place}
        ~draw {a} {place}
        ~please draw {a} {place}
        !{place}, {a}
        {a}, {place}
        !there {is_a} {a} {place}
        !{ta} {is_a} {place}
        !{place} there {is_a} {a}
        !{a} {is_a} {place}
    """),
    ("place", "zh"): _lines("""
        {place}的{a0}
        {place}的{a}
        在{place}的{a0}
        {n}在{place}的{x0}
        {place}有{a}
        ~画{place}的{a}
        !{place}，{a}
        {a}，背景是{ground}
        以{ground}为背景的{a0}
        ~一张{place}有{a}的图片
        ~一幅画，{place}有{a}
        ~请画{place}的{a0}
        !{a}在{place}
        {a0}，{ground}
        {a}，{ground}
        !{a0}在{place}
        !{place}，有{a}
        !在{place}有{a}
    """),
    ("sit", "en"): _lines("""
        {a} sitting {place}
        {a0} sitting {place}
        {a} standing {place}
        {a} resting {place}
        {a} that {is_a} sitting {place}
        ~a picture of {a} sitting {place}
        !{ta} {is_a} sitting {place}
        !{a} {is_a} sitting {place}
        !{place} {is_a} {a}
        !there {is_a} {a} sitting {place}
    """),
    ("sit", "zh"): _lines("""
        {n}坐在{place}的{x0}
        坐在{place}的{a0}
        坐在{place}的{a}
        {n}站在{place}的{x0}
        站在{place}的{a0}
        {n}待在{place}的{x0}
        !{a}坐在{place}
        !{a0}坐在{place}
        !{place}坐着{a}
        !{a}站在{place}
    """),
    ("fly", "en"): _lines("""
        {a} flying {place}
        {a0} flying {place}
        {a} up {place}
        ~a picture of {a} flying {place}
        !{ta} {is_a} flying {place}
        !{a} {is_a} flying {place}
        !{a} {is_a} floating {place}
    """),
    ("fly", "zh"): _lines("""
        飞在{place}的{a0}
        {n}飞在{place}的{x0}
        在{place}飞的{a0}
        {n}在{place}飞翔的{x0}
        !{a}飞在{place}
        !{a0}在{place}飞
        !{a}在{place}飞翔
        !{place}飞着{a}
    """),
    ("swim", "en"): _lines("""
        {a} swimming {place}
        {a0} swimming {place}
        ~a picture of {a} swimming {place}
        ~an illustration of {a} swimming {place}
        !{ta} {is_a} swimming {place}
        !{a} {is_a} swimming {place}
    """),
    ("swim", "zh"): _lines("""
        {n}在{place}游泳的{x0}
        在{place}游的{a0}
        游在{place}的{a0}
        {n}游在{place}的{x0}
        !{a}在{place}游
        !{a0}在{place}游来游去
        !{place}游着{a}
    """),
    ("pair", "en"): _lines("""
        {a} and {b}
        {a0} and {b0}
        {b} and {a}
        {a} with {b}
        {a}, {b}
        ~a picture of {a} and {b}
        ~an illustration of {a} and {b}
        ~draw {a} and {b}
        {a} together with {b}
        !there {is_a} {a} and {b}
        !the picture shows {a} and {b}
    """),
    ("pair", "zh"): _lines("""
        {a0}和{b0}
        {a}和{b}
        {b}和{a}
        {a}与{b}
        {a0}与{b0}
        {a}、{b}
        ~画{a}和{b}
        ~一张{a0}和{b0}的图片
        {a}，还有{b}
        {a}跟{b}在一起
        !图中有{a}和{b}
        !这里有{a}和{b}
    """),
    ("left_of", "en"): _lines("""
        {a} to the left of {b}
        {a} on the left of {b}
        {a} left of {b}
        {a0} to the left of {b0}
        {a} on the left and {b} on the right
        {b} with {a} on its left
        {b} to the right of {a}
        ~a picture of {a} to the left of {b}
        !on the left {a}, on the right {b}
        !{a} {is_a} to the left of {b}
        !{ta} {is_a} to the left of {tb}
        !{ta} {is_a} on the left, {tb} on the right
    """),
    ("left_of", "zh"): _lines("""
        {b0}左边的{a0}
        {b}左边的{a}
        {b0}左侧的{a0}
        {a}右边的{b}
        !{a0}在{b0}的左边
        !{a}在{b}的左边
        !{a}在{b}左侧
        !{b0}的左边有{a}
        !{b}左边是{a}
        !左边是{a}，右边是{b}
        !{a0}在左边，{b0}在右边
        !{b0}在{a0}的右边
    """),
    ("above", "en"): _lines("""
        {a} above {b}
        {a0} above {b0}
        {a} over {b}
        {a} directly above {b}
        {b} below {a}
        {b} with {a} above it
        {b} under {a}
        ~a picture of {a} above {b}
        !{a} {is_a} above {b}
        !{ta} {is_a} above {tb}
        !at the top {a}, at the bottom {b}
    """),
    ("above", "zh"): _lines("""
        {b0}上方的{a0}
        {b}上方的{a}
        {b0}上面的{a0}
        {a0}下面的{b0}
        {a}下方的{b}
        !{a0}在{b0}的上方
        !{a}在{b}上方
        !{a}在{b}的上面
        !{b0}上方有{a}
        !{b0}在{a0}下面
        !上面是{a}，下面是{b}
    """),
    ("next_to", "en"): _lines("""
        {a} next to {b}
        {a0} next to {b0}
        {a} beside {b}
        {a} by {b}
        {b} next to {a}
        {a} close to {b}
        {a} and {b} side by side
        ~a picture of {a} next to {b}
        !{a} {is_a} next to {b}
        !{ta} {is_a} beside {tb}
    """),
    ("next_to", "zh"): _lines("""
        {b0}旁边的{a0}
        {b}旁边的{a}
        {a0}旁边的{b0}
        {b0}旁的{a}
        !{a0}在{b0}旁边
        !{a}在{b}旁边
        !{b0}旁边有{a}
        !{a}紧挨着{b}
        !{a}旁边是{b}
        !{a}和{b}并排
    """),
    ("in_front_of", "en"): _lines("""
        {a} in front of {b}
        {a0} in front of {b0}
        {b} behind {a}
        {b0} behind {a0}
        {a} with {b} behind it
        ~a picture of {a} in front of {b}
        ~draw {a} in front of {b}
        !{a} {is_a} in front of {b}
        !{ta} {is_a} in front of {tb}
        !there {is_a} {a} in front of {b}
    """),
    ("in_front_of", "zh"): _lines("""
        {b0}前的{a0}
        {b}前面的{a}
        {b0}前面的{a0}
        {a0}后面的{b0}
        在{b0}前面的{a}
        !{a0}在{b0}前面
        !{a}在{b}的前面
        !{b0}前面有{a}
        !{b}在{a}后面
        !{a}后面是{b}
    """),
    ("on", "en"): _lines("""
        {a} on {b}
        {a0} on {b0}
        {a} on top of {b}
        {a} sitting on {b}
        {b} with {a} on it
        {b} with {a} on top
        ~a picture of {a} on {b}
        !{a} {is_a} on top of {b}
        !{ta} {is_a} on {tb}
        !there {is_a} {a} on {b}
    """),
    ("on", "zh"): _lines("""
        {b0}上的{a0}
        {b}上的{a}
        在{b0}上面的{a}
        {b0}上面的{a0}
        !{a0}在{b0}上
        !{a}在{b}上面
        !{b0}上有{a}
        !{b0}上面放着{a}
        !{b}上面有{a}
        !{a}在{b0}的顶上
    """),
    ("under", "en"): _lines("""
        {a} under {b}
        {a0} under {b0}
        {a} underneath {b}
        {a} beneath {b}
        {b} over {a}
        {a} standing under {b}
        ~a picture of {a} under {b}
        !{a} {is_a} under {b}
        !{ta} {is_a} under {tb}
        !there {is_a} {a} under {b}
    """),
    ("under", "zh"): _lines("""
        {b0}下的{a0}
        {b}下的{a}
        {b0}下面的{a0}
        {b}下面的{a}
        在{b0}下面的{a}
        !{a0}在{b0}下
        !{a}在{b}下面
        !{b0}下有{a}
        !{b0}底下有{a}
        !{b}下面是{a}
    """),
    ("wearing", "en"): _lines("""
        {a} wearing {b}
        {a0} wearing {b0}
        {a} with {b}
        {a} in {b}
        {a} with {b} on its head
        {a0} with {b0}
        ~a picture of {a} wearing {b}
        !{ta} {is_a} wearing {b}
        !{a} {is_a} wearing {b}
    """),
    ("wearing", "zh"): _lines("""
        戴{b0}的{a0}
        戴着{b0}的{a0}
        戴着{b}的{a}
        {n}戴着{b0}的{x0}
        {n}戴{b0}的{x0}
        头上戴着{b}的{a0}
        !{a}戴着{b}
        !{a0}戴着{b0}
        !{a}头上有{b}
    """),
    ("in_sky", "en"): _lines("""
        {a}, and {b} in the sky
        {a} with {b} in the sky
        {a} under {b}
        {a0}, {b0} in the sky
        {b} in the sky above {a}
        {a} {place}, {b} in the sky
        {a} {place}, {b} above
        {a} {place} with {b} in the sky
        {a0} {place}, {b0} in the sky
        !{a} {is_a} {place}, and {b} {is_b} in the sky
        !{ta} {is_a} {place}, {tb} in the sky
    """),
    ("in_sky", "zh"): _lines("""
        {a}和天上的{b0}
        {b0}下的{a0}
        {place}的{a0}和天上的{b0}
        {place}的{a0}，天上有{b0}
        {place}的{a}，天上有{b}
        {place}有{a}，天上有{b}
        {a0}在{place}，天空中有{b0}
        !{a}在{place}，天上有{b}
        !天上有{b0}，{place}有{a0}
        !天空中有{b}，下面是{a}
        !{a0}上方的天空中有{b}
    """),
    ("place_pair", "en"): _lines("""
        {x} {place}
        {x}, {place}
        !{place}, {x}
        {x}, with {ground} in the background
        {x}, {ground} in the background
    """),
    ("place_pair", "zh"): _lines("""
        !{place}，{x}
        {x}，在{place}
        {x}，背景是{ground}
        !在{place}，{x}
        {place}的{x0}
        {x}，{ground}背景
    """),
    ("backdrop", "en"): _lines("""
        {x} on {an} {bg} background
        {x}, {bg} background
        {x} against {an} {bg} background
        {x} with {an} {bg} background
        {x} on a plain {bg} background
        {x0} on {bg}
        {x0}, {bg} background
        !{x}; the background is {bg}
    """),
    ("backdrop", "zh"): _lines("""
        {bg}背景上的{x0}
        {x}，{bg}背景
        {x}，背景是{bg}
        {x0}，{bg}背景
        {bg}背景下的{x0}
        {x}，{bg}的背景
        背景为{bg}的{x0}
        {x}，纯净的{bg}背景
    """),
    ("style", "en"): _lines("""
        {x} in {style}
        {x}, {style}
        {x0}, {style}
        {x0} in {style}
        {an} {style} picture of {x}
        {an} {style} drawing of {x}
        {an} {style} illustration of {x}
        {style}, {x}
        {style}: {x}
        {style} {x0}
        {x}, drawn in {style}
        !in {style}, {x}
    """),
    ("style", "zh"): _lines("""
        {style}的{x0}
        {style}的{x}
        {x}，{style}
        {x0}，{style}
        {style}，{x}
        {style}：{x}
        {style}的画：{x}
        {style}插画，{x}
        {x}，用{style}画
    """),
    ("style_3d", "en"): _lines("""
        a 3D render of {x}
        a 3D rendering of {x}
        {x}, 3D render
        {x0} 3D render
        3D {x0}
        {x} as a 3D model
        {x} rendered in 3D
    """),
    ("style_3d", "zh"): _lines("""
        三维渲染的{x0}
        3D渲染的{x0}
        三维的{x0}
        立体的{x0}
        {x}，三维渲染
        {x}，3D渲染
        {x}，三维立体效果
    """),
    ("style_clipart", "en"): _lines("""
        clip art of {x}
        {x}, clip art
        {x0} clip art
        {x} as clip art
        a clip art picture of {x}
    """),
    ("style_clipart", "zh"): _lines("""
        {x0}剪贴画
        {x0}的剪贴画
        {x}，剪贴画
        剪贴画：{x}
        剪贴画里的{x0}
    """),
    ("icon", "en"): _lines("""
        {an} {x0} icon in {style}
        {an} {style} icon of {x}
        {x0} icon, {style}
        {an} {x0} icon, {style}
        an icon of {x} in {style}
        {style} {x0} icon
    """),
    ("icon", "zh"): _lines("""
        {style}的{x0}图标
        {x0}图标，{style}
        一个{style}的{x0}图标
        {style}的图标，{x0}
        {x0}的图标，{style}
        {style}{x0}图标
    """),
}  # fmt: skip


def _swapped(templates: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The templates of the opposite relation: each word of a pair becomes the other."""
    swapped = []
    for text in templates:
        for number, (one, other) in enumerate(pairs):
            text = text.replace(one, f"<{number}>").replace(other, one).replace(f"<{number}>", other)
        swapped.append(text)
    return tuple(swapped)


TEMPLATES["right_of", "en"] = _swapped(TEMPLATES["left_of", "en"], (("left", "right"),))
TEMPLATES["right_of", "zh"] = _swapped(TEMPLATES["left_of", "zh"], (("左", "右"),))
TEMPLATES["below", "en"] = _swapped(
    TEMPLATES["above", "en"], (("above", "below"), ("over", "under"), ("top", "bottom"))
)
TEMPLATES["below", "zh"] = _swapped(TEMPLATES["above", "zh"], (("上", "下"),))
