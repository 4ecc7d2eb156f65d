"""Words that are in every text and say nothing of this one: the list that is left out where words are counted.

Function words of Chinese and English: pronouns, particles, prepositions, conjunctions, auxiliaries, measure words, the
commonest adverbs and fillers of speech. Words that an analysis may turn on (我们 against 他们, 能 against 要) can be asked for
by name (`gioia words --near 我们`). A study adds its own under `stopwords:`.
"""

from __future__ import annotations

from functools import cache

_CHINESE = """
的 地 得 了 着 过 吗 呢 吧 啊 呀 嘛 哦 噢 嗯 唉 哎 哈 啦 咯 喔 呃 额
我 你 您 他 她 它 我们 咱们 你们 他们 她们 它们 咱 自己 人家 大家 别人 谁 俺
这 那 哪 这个 那个 哪个 这些 那些 哪些 这里 那里 哪里 这儿 那儿 哪儿 这样 那样 怎样 这么 那么 怎么 什么 为什么 怎么样 多少 几
此 该 其 之 者 所 某 某个 某些 各 各个 各种 每 每个 其他 其它 其中 另 另外 一切 任何
是 不是 有 没 没有 在 不在 不 别 未 非 无 莫 也 都 就 还 又 再 才 却 只 仅 便 即 已 已经 曾 曾经 正 正在 将 将要
很 太 更 最 挺 非常 十分 特别 比较 相当 极 极其 稍 稍微 越 越来越 几乎 大约 大概 左右 差不多 一直 总 总是 常 常常 往往 经常
能 会 要 可 可以 可能 应该 应当 必须 得 想 愿意 能够 需要 去 来 到 上 下 出 起 起来 出来 下来 上来 下去 上去 出去 进来 进去 过来 过去 回来
把 被 让 使 给 叫 对 对于 关于 从 自 自从 由 由于 向 往 朝 跟 同 和 与 及 以及 或 或者 而 而且 并 并且 且 但 但是 可是 不过 然而 只是
因 因为 因此 所以 于是 从而 因而 如 如果 假如 若 要是 倘若 虽 虽然 尽管 即使 哪怕 无论 不管 不论 只要 只有 除非 除了 除 否则 既 既然
比 比如 例如 像 好像 似乎 就是 就是说 也就是 也就是说 还是 还有 又是 都是 而是 便是 算是 作为 成为 当 当时 当然 为 为了 以 按 按照 据 根据 通过 经过
之前 之后 以前 以后 之间 之中 之一 之类 里 里面 中 内 外 前 后 时 时候 之时 期间 同时 然后 接着 随后 后来 最后 首先 其次 现在 目前 刚 刚刚
一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 个 一个 一种 一些 一样 一下 一点 一起 一次 些 种 次 位 条 件 份 家 名 只 张 块 点 年 月 日 号 第 第一 第二 第三
等 等等 之外 以外 以上 以下 以内 左 右 上面 下面 多 少 大 小 好 行 对 对的 是的 好的 其实 反正 确实 真的 真 实际上 基本上 基本 主要 甚至 尤其 包括
说 说话 讲 看 觉得 认为 知道 做 进行 加以 予以 有些 有的 有时 有时候 有人 没什么 那种 这种 这时 那时 这次 那次 本 本来 原来 于
"""

_ENGLISH = """
a an the this that these those some any each every either neither both all no none such other another same own
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves one ones who whom whose which what whatever someone something anyone
anything everyone everything nobody nothing
am is are was were be been being have has had having do does did doing done will would shall should can could may might must
ought need get got gets getting go goes going went gone let lets make makes made
s t re ve ll d m don didn doesn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn can't cannot
and or but nor so yet if then than because since while although though unless until whereas whether as
of in on at by for with about against between into through during before after above below to from up down out off over under
within without across along around behind beside near among upon toward towards per via
here there where when why how now just only also too very quite rather really even still already again ever never always often
not yes oh ok okay well like um uh er yeah right mean know think say says said actually basically kind sort lot lots bit
more most much many few less least several first second last next new two three four five six seven eight nine ten etc
"""


@cache
def default_stopwords() -> frozenset[str]:
    """Return the words of the list, narrow and in lower case."""
    return frozenset((_CHINESE + _ENGLISH).split())
