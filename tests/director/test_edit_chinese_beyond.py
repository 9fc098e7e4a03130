"""Chinese instructions that ask for nothing, or for what no picture can do, are refused; those beside them are not."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_types import to_data
from danqing.director.plan import plan_from_data
from danqing.tasks.lexicon import read_instruction

KNOWN = plan_from_data({"language": "zh", "subjects": [{"name": "猫", "color": "grey"}, {"name": "狗"}]})


@pytest.mark.parametrize(
    "instruction",
    [
        "谢谢，很好看", "嗯嗯就这样吧", "你是谁", "不错，保留", "画得真像", "比刚才那张强多了", "给你点赞",
        "没问题，收工", "多少钱一张", "这图有版权吗", "帮我订一张去西安的机票", "把图片配上音乐", "把音量调大",
        "来点音乐", "给我唱首歌", "转发给我同事", "翻译成法语", "换个话题吧", "下一张", "加点香味", "变成真的",
        "帮我保存到手机里", "删掉账号", "把它唤醒", "不要把猫变成狗", "不要把狗放到猫旁边", "别把猫和狗去掉",
    ],
)  # fmt: skip
def test_what_asks_for_nothing_that_can_be_seen_is_refused(instruction: str) -> None:
    for known in (None, KNOWN):
        with pytest.raises(RequestError):
            read_instruction(instruction, known)


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("画得真好，把狗去掉", [{"do": "remove", "what": "狗"}]),
        ("谢谢，帽子换成红的", [{"do": "recolor", "what": "帽子", "color": "red"}]),
        ("加一张电影海报", [{"do": "add", "what": "电影海报"}]),
        ("墙上加个音乐盒", [{"do": "add", "what": "音乐盒", "beside": "on", "anchor": "墙"}]),
        ("车票改成红色", [{"do": "recolor", "what": "车票", "color": "red"}]),
        ("画得太暗了", [{"do": "adjust", "change": "brighter", "amount": 1.0}]),
        ("画得不像猫，换成老虎", [{"do": "replace", "what": "它", "by": "老虎"}]),
    ],
)
def test_what_is_said_beside_keeps_no_instruction_from_being_read(
    instruction: str, operations: list[dict[str, object]]
) -> None:
    assert to_data(read_instruction(instruction, None).operations) == operations
