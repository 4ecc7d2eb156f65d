/** The page's words in both languages. */

const WORDS = {
  skip: ["Skip to the contents", "跳到正文"],
  nav: ["Contents", "目录"],
  search: ["Search", "搜索"],
  searchHint: ["Names, passages, documents", "名称、原文、文档"],
  filters: ["Filters", "筛选"],
  filtersOn: ["Filters ({0})", "筛选（{0}）"],
  all: ["all", "全部"],
  clear: ["Clear filters", "清除筛选"],
  filtered: ["Shown under filters: {0}", "当前筛选：{0}"],
  language: ["中文", "English"],
  print: ["Print", "打印"],
  path: ["Where this stands", "所在位置"],
  structure: ["Data structure", "数据结构"],
  model: ["Process model", "机理模型"],
  tables: ["Tables", "表格"],
  matrix: ["Matrices", "矩阵"],
  sources: ["Sources", "来源"],
  timeline: ["Timeline", "时间线"],
  saturation: ["Saturation", "饱和"],
  findings: ["Findings", "审核发现"],
  paper: ["Manuscript", "稿件核对"],
  history: ["History", "编码历史"],
  method: ["Method", "方法说明"],
  memos: ["Memos", "备忘录"],
  dimension: ["Aggregate dimension", "聚合维度"],
  theme: ["Second-order theme", "二阶主题"],
  concept: ["First-order concept", "一阶概念"],
  dimensions: ["Dimensions", "维度"],
  themes: ["Themes", "主题"],
  concepts: ["Concepts", "概念"],
  stage: ["Stage", "阶段"],
  source: ["Source", "来源"],
  document: ["Document", "文档"],
  documents: ["Documents", "文档"],
  constructs: ["Constructs", "构念"],
  construct: ["Construct", "构念"],
  relation: ["Relation", "关系"],
  relations: ["Relations", "关系"],
  event: ["Event", "事件"],
  events: ["Events", "事件"],
  coding: ["Coding", "编码"],
  codings: ["Codings", "编码"],
  coder: ["Coder", "编码者"],
  memo: ["Memo", "备忘"],
  role: ["Role", "角色"],
  passages: ["Passages", "原文段落"],
  ungrouped: ["Without a theme", "未归主题"],
  noStage: ["no stage", "未分阶段"],
  none: ["none", "无"],
  noPassages: ["No passage.", "没有原文段落。"],
  noPassagesHere: ["No passage under these filters.", "在当前筛选下没有原文段落。"],
  nPassages: ["{0} passage|{0} passages", "{0} 段原文"],
  ofAll: ["{0} of {1} passages", "{1} 段中的 {0} 段"],
  nSources: ["{0} source|{0} sources", "{0} 个来源"],
  nConcepts: ["{0} concept|{0} concepts", "{0} 个概念"],
  nThemes: ["{0} theme|{0} themes", "{0} 个主题"],
  nDimensions: ["{0} dimension|{0} dimensions", "{0} 个维度"],
  nDocuments: ["{0} document|{0} documents", "{0} 份文档"],
  nStages: ["{0} stage|{0} stages", "{0} 个阶段"],
  nRelations: ["{0} relation|{0} relations", "{0} 条关系"],
  nCharacters: ["{0} character|{0} characters", "{0} 字符"],
  more: ["Show {0} more", "再显示 {0} 项"],
  definition: ["Definition", "定义"],
  include: ["Include when", "纳入规则"],
  exclude: ["Exclude when", "排除规则"],
  indicators: ["Indicators", "指标"],
  also: ["Also belongs to", "也属于"],
  alsoHolds: ["Shares", "兼含"],
  restsOn: ["Where it rests", "依据分布"],
  total: ["Total", "合计"],
  inFigure: ["In the figure", "在图中"],
  power: ["power quotation", "有力引文"],
  proof: ["proof quotation", "佐证引文"],
  counter: ["counter-evidence", "反例"],
  citedAs: ["credited to {0}, quoted in {1}", "引自 {0}，见于 {1}"],
  time: ["Coded", "编码时间"],
  said: ["Speaker", "说话人"],
  page: ["Page", "页"],
  place: ["Place", "位置"],
  placeOf: ["characters {0}–{1}", "第 {0}–{1} 字符"],
  settled: ["What the coders gave before they settled", "商定之前各人的编码"],
  author: ["Author", "作者"],
  access: ["Access", "取得方式"],
  derived: ["Derived from", "转引自"],
  literature: ["Literature", "文献"],
  shown: ["Printed as", "刊印为"],
  translation: ["Translation", "译文"],
  by: ["by {0}", "{0} 译"],
  suggested: ["Suggested by {0}, accepted by {1}", "由 {0} 建议，{1} 接受"],
  stands: ["The document does not have these words at this place.", "文档在这个位置没有这段话。"],
  missing: ["The document is not in this study.", "本研究里没有这份文档。"],
  row: ["row {0}", "第 {0} 行"],
  belongs: ["Stage, sources", "阶段、来源"],
  restsOnThese: ["Passages that it rests on", "所依据的原文"],
  carries: ["What rests on it", "以它为依据的"],
  nth: ["{0} of {1} in", "第 {0}/{1} 段，概念"],
  previous: ["Previous", "上一段"],
  next: ["Next", "下一段"],
  whole: ["Open the whole document", "打开整份文档"],
  inDocument: ["In its document", "在文档中"],
  others: ["Codings here", "这里的编码"],
  dates: ["Dates", "时间"],
  opened: ["Opened by", "开启事件"],
  from: ["From", "起点"],
  to: ["To", "终点"],
  kind: ["Kind", "类型"],
  lead: ["Lead", "引导方"],
  label: ["Label", "标注"],
  section: ["Section", "论文位置"],
  basis: ["Basis", "依据"],
  about: ["About", "说明"],
  noBasis: ["It names no coding and no section.", "没有写明编码或章节依据。"],
  onSection: ["It rests on a section of the text, on no coding.", "依据是文中章节，没有编码。"],
  code: ["Code", "编号"],
  comma: [", ", "、"],
  colon: [": ", "："],
  stop: [". ", "。"],
  named: ["Name", "名称"],
  category: ["Category", "资料类型"],
  extent: ["Extent", "数量"],
  case: ["Case", "案例"],
  characters: ["Characters", "字符"],
  original: ["Original", "原文件"],
  added: ["Added", "加入时间"],
  hash: ["SHA-256", "SHA-256"],
  doubts: ["Doubts", "存疑"],
  by_source: ["By source", "按来源"],
  by_document: ["By document", "按文档"],
  newConcepts: ["New concepts", "新概念"],
  known: ["Known by then", "累计"],
  order: ["No.", "序"],
  saturationHow: [
    "Sources in the order of the register; a concept is new where it is coded for the first time (Guest, Bunce and Johnson 2006).",
    "按登记顺序逐个来源统计；概念第一次得到编码处算新概念（Guest、Bunce 与 Johnson 2006）。",
  ],
  runs: [
    "After Guest, Namey and Chen (2020): the base is the concepts of the first {0}, runs are of {1}; new concepts in a run, held against the base, should be {2} or less.",
    "按 Guest、Namey 与 Chen（2020）：以前 {0} 个的概念数为基数，每轮 {1} 个；一轮的新概念与基数之比不超过 {2} 即为饱和。",
  ],
  reached: ["That is so for the first time after no. {0}.", "第 {0} 个之后首次达到。"],
  notReached: ["No run comes down to that.", "各轮都没有降到这个比例。"],
  tooFew: ["There are fewer than base and run take together, so no ratio is said.", "数量少于基数与一轮之和，不作比例判断。"],
  run: ["Run", "轮"],
  share: ["Share of the base", "占基数"],
  noChoice: ["Base, run and threshold are choices, no verdict on the study.", "基数、轮长和阈值是人为选择，不是对研究的评判。"],
  matrixTitle: ["Dimension × stage × source", "维度 × 阶段 × 来源"],
  emptyCells: ["Empty cells", "空白格"],
  noEmpty: ["No cell is empty.", "没有空白格。"],
  empty: ["empty", "空"],
  waived: ["Waived", "已豁免"],
  reason: ["Reason", "理由"],
  notWaived: ["No reason is given.", "没有写明理由。"],
  error: ["error", "错误"],
  warning: ["warning", "警告"],
  info: ["remark", "提示"],
  errors: ["Errors", "错误"],
  warnings: ["Warnings", "警告"],
  infos: ["Remarks", "提示"],
  clean: ["The rules find nothing.", "没有审核发现。"],
  remedy: ["Remedy", "改法"],
  noPaper: ["This report was made without a manuscript.", "本报告没有附带稿件核对。"],
  inPaper: ["In the manuscript", "稿件"],
  inStudy: ["In the study", "研究"],
  noHistory: ["No history is on record.", "没有历史记录。"],
  noTime: ["not committed", "未提交"],
  unknown: ["not known", "未知"],
  undone: ["undone", "已撤销"],
  noEvents: ["No event or source is dated.", "没有注明时间的事件或来源。"],
  undated: ["Sources without a date", "未注明时间的来源"],
  noModel: ["The study has no process model.", "本研究没有机理模型。"],
  noTree: ["The codebook is empty.", "编码本是空的。"],
  statements: ["Stated by the researcher", "研究者自述"],
  counted: ["Counted from the files of the study", "由研究文件统计"],
  figureHint: ["Every box and arrow opens what it rests on.", "方框和箭头都可以点开，看到依据。"],
  treeHint: ["Dimensions, themes, concepts", "维度、主题、概念"],
  names: ["Names", "名称"],
  nHits: ["{0} found", "找到 {0} 处"],
  noHits: ["Nothing found for “{0}”.", "没有找到“{0}”。"],
  looking: ["Searching the documents …", "正在搜索文档……"],
  typeWords: ["Type words into the search field.", "在搜索框里输入词语。"],
  notThere: ["Nothing here is called so.", "这里没有这个名称。"],
  back: ["Go to the data structure", "回到数据结构"],
  general: ["About the study", "关于整个研究"],
  tableUnfiltered: ["Printed tables and figures count all passages; filters do not change them.", "刊印的表和图统计全部原文，不随筛选变化。"],
  material: ["Material", "资料"],
  process: ["Process", "过程"],
  evidence: ["Evidence", "证据"],
  triangulation: ["Triangulation", "三角验证"],
  trail: ["Trail", "留痕"],
  checks: ["Checks", "检查"],
  damaged: ["This file is damaged: {0}", "文件已损坏：{0}"],
};
const VERBS = {
  add: "新建", rename: "改名", merge: "合并", split: "拆分", move: "移动", define: "定义", remove: "删除", group: "归组", ungroup: "移出", undo: "撤销",
  redo: "恢复", code: "编码", uncode: "删除编码", concept: "概念", theme: "主题", dimension: "维度", memo: "备忘", import: "导入", table: "表格", edit: "修改",
  by: "", hand: "（手工）", update: "修订", accept: "接受", reject: "拒绝", settle: "议定", change: "更改", document: "文档", documents: "文档", rules: "规则", apply: "套用",
};
const STATEMENTS = {
  method: "研究方法", setting: "研究情境", position: "研究者位置", sampling: "抽样", importance: "资料的相对重要性", interactions: "与参与者的互动", saturation: "饱和",
  unexpected: "意外情况", power: "权力关系", coding: "编码", analysis: "分析", disclosure: "披露", disagreement: "分歧的处理", agreement: "一致性", history: "编码历史",
  rivals: "对立解释", hindsight: "事后回忆", abstract: "摘要", problem: "研究问题的由来", question: "研究问题", interviewer: "访谈者", credentials: "学历资格",
  occupation: "职业", gender: "性别", training: "训练与经验", interests: "兴趣与预想", relationship: "与参与者的关系", introduction: "向参与者的介绍",
  participants: "参与者", characteristics: "样本特征", recruitment: "招募", refusals: "拒绝与退出", ethics: "伦理", collection: "资料收集", guide: "访谈提纲",
  presence: "在场者", repeats: "重复访谈", duration: "时长", fieldnotes: "现场笔记", returned: "转录稿核对", processing: "资料整理", software: "软件",
  feedback: "参与者反馈", trustworthiness: "可信度", contribution: "贡献", limitations: "局限", conflicts: "利益冲突", funding: "经费",
};
const LANGUAGES = ["en", "zh"];
let place = 0;

export function language() {
  return LANGUAGES[place];
}

/** Take the language that a name begins with: zh-CN is Chinese, all that is not Chinese is English. */
export function setLanguage(name) {
  place = /^zh/i.test(name) ? 1 : 0;
  document.documentElement.lang = place ? "zh-Hans" : "en";
}

/** Return the words of a key, with what is given in their places; of two forms with a bar between them the first is for one. */
export function say(key, ...given) {
  const forms = (Object.hasOwn(WORDS, key) ? WORDS[key][place] : key).split("|");
  const words = forms.length > 1 && `${given[0]}` !== "1" ? forms[1] : forms[0];
  return words.replace(/\{(\d)\}/g, (_, index) => `${given[Number(index)] ?? ""}`);
}

/** Return what is there in both languages in the language of the page. */
export function ours(both) {
  return both[language()] ?? both[LANGUAGES[1 - place]] ?? "";
}

/** Return the verb of an edit, such as rename concept, in the language of the page. */
export function sayVerb(verb) {
  if (!place) return verb;
  return verb.split(" ").map((each) => (Object.hasOwn(VERBS, each) ? VERBS[each] : each)).join("");
}

/** Return the name of a statement in the language of the page; a name of the study's own stays. */
export function sayStatement(called) {
  return place && Object.hasOwn(STATEMENTS, called) ? STATEMENTS[called] : called;
}

export function number(value) {
  return value.toLocaleString("en-US");
}
