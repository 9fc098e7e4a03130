"""Words for looks in instructions, beside the names of styles that the data has."""

from __future__ import annotations

from danqing.director.edit_words import word_set

STYLE_WORDS = word_set(  # that are understood where a look is asked for
    """
    painting print poster sketch drawing illustration engraving etching comic cartoon film photograph postcard
    tapestry graffiti anime origami woodcut woodblock linocut fresco collage mural sticker caricature lego
    claymation cyberpunk steampunk baroque renaissance cubism cubist surrealism surrealist minimalist noir vintage
    retro gothic chalk storybook felt knitted crochet quilt marble neon disney pixar ghibli picasso dali klimt
    rembrandt matisse vermeer warhol munch turner kahlo embroidery pastel vaporwave bauhaus impressionist
    impressionism expressionist expressionism futurist futurism constructivist fauvist dada ukiyo-e sumi-e
    risograph silkscreen cyanotype tintype daguerreotype polaroid papercut amigurumi macrame batik mandala
    synthwave solarpunk dieselpunk pixel voxel low-poly isometric blueprint manga pointillist pointillism rococo
    byzantine medieval scrimshaw hologram x-ray
    赛博朋克 折纸 木刻 版画 海报 复古 动漫 二次元 吉卜力 皮克斯 迪士尼 蒸汽朋克 极简 抽象 立体主义 毕加索 达利 霓虹
    涂鸦 粉笔 毛毡 乐高 胶片 哥特 巴洛克 文艺复兴 波普 超现实 贴纸 绘本 童话 宫崎骏 彩铅 色粉 钢笔画 皮影 皮影戏
    农民画 连环画 唐卡 浮雕 木雕 针织 拼贴 动画 日漫 怀旧 岩彩 插画 宣传画 老照片 简笔 蒸汽波 点彩 野兽派 写意 手办
    黏土 包豪斯 印象派 表现主义 未来主义 浮世绘 水墨 工笔 敦煌 刺绣 蓝图 像素 低多边形 马赛克 剪纸 铅笔画 蜡笔 水粉
    年画
    """
)
