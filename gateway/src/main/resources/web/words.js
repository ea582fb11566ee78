// What the page says, in the browser's language. A word that is missing is said in English.

import { names } from "/web/names.js";

// How many, in English.
const count = (n, one, many) => `${n} ${n === "1" ? one : many}`;

const en = {
  whole: "All of it", pages: "Pages", page_live: "Live", page_operations: "Operations", page_abandonment: "Abandonment", page_customers: "Customers", page_rules: "Rules",
  skip: "Skip to the decisions",
  tagline: "Every customer, answered while still on the page",
  rulesInForce: "Rules in force", ruleNumber: (n) => `no. ${n}`,
  pause: "Pause", resume: "Resume",
  connecting: "Connecting", live: "Live", paused: "Paused", lost: "Connection lost",
  staleFor: (s) => `No news for ${s} s – figures are old`,
  figures: "Figures", events: "What customers do", customers: "Who they are",
  decisions: "What RTOTO decided", deadLetters: "Set aside",
  deadLettersWhy: "Messages that could not be applied, with the reason",
  perSecond: "Events per second", eventCount: "Events", customerCount: "Customers",
  recommendation: "Recommended", offer: "Offers", alert: "Alerts", task: "Tasks", record: "On record",
  deadLetterCount: "Set aside", since: (t) => `since ${t}`, repeats: (n) => `${count(n, "repeat", "repeats")} left out`,
  ruleFailures: (n) => count(n, "rule failure", "rule failures"), rulesSuspended: (ids) => `taken out, for they failed too often: ${ids}`, all: "All",
  leftOut: (n) => `and ${n} more, too quick to show`,
  noEvents: "Nothing happened yet. Events appear here within a second of being sent.",
  noCustomers: "No customers yet. They appear with their first event.",
  noDecisions: "No decisions yet. A recommendation follows a product view at once; an abandoned cart takes its idle time.",
  noDeadLetters: "Nothing was set aside. Every event so far was applied.",
  none_recommendation: "No recommendations lately.", none_offer: "No offers lately.", none_alert: "No alerts lately.",
  none_task: "No tasks lately.", none_record: "Nothing was put on record lately.",
  showHeld: (n) => `Show ${n} new`, andMore: (n) => `and ${n} more`,
  unreachable: "The server does not answer. Close this, and click again in a while.",
  wrongAnswer: (status) => `The server answers ${status}, not what it knows. Close this, and click again in a while.`,
  inCart: (n) => `${n} in cart`, orders: (n) => count(n, "order", "orders"),
  noOrders: "no order yet", customer: "Customer", close: "Close", knownBy: "Known by",
  spent: "Spent", orderCount: "Orders", seen: "Events", firstSeen: "First seen", lastSeen: "Last seen",
  cart: "Cart", emptyCart: "The cart is empty.", timers: "Looked at again unless something happens",
  noTimers: "Nothing is due.", recent: "Lately", recentDecisions: "Decided for this customer",
  tags: "Noted by rules", owner: "ask", sinceUntil: (from, to) => `since ${from}, until ${to}`, noSuchTag: "The rules in force have no such tag.",
  tier: "Tier", leadScore: "Lead score", lastOrder: "Last order", attrition: "Will they come back?", pAlive: "probably still a customer",
  expectedOrders: (n) => `${count(n, "order", "orders")} expected`, expectedValue: (m) => `worth ${m}`, alertAt: (t) => `alert ${t}`,
  script: "Script", atMoment: (m) => `Moment: ${m}`, noneYet: "Nothing yet.", gone: "Nothing came of this customer lately.", because: "Because",
  considered: "Considered", rule: "Rule", pieces: (n) => `× ${n}`, at: (t) => `at ${t}`,
  userId: "account", anonymousId: "browser", email: "e-mail", phone: "phone", loyaltyCard: "loyalty card",
  lineId: "LINE", wechatOpenid: "WeChat", deviceId: "device",
  ProductViewed: "looked at", ProductAddedToCart: "put in cart", ProductRemovedFromCart: "took out of cart",
  ProductWished: "wished for", ProductUnwished: "wishes no more", CheckoutStarted: "began checkout",
  OrderPlaced: "ordered", OrderCancelled: "cancelled", OrderReturned: "returned", CustomerWrote: "wrote to us",
  AgentAnswered: "was answered", CallbackRequested: "asked for a call", CallLogged: "was called", StoreVisited: "came to the store",
  CustomerIdentified: "logged in", CustomerAliased: "got another name", CustomerGrouped: "joined a group",
  CheckoutStepViewed: "looked at a step of the checkout",
  CouponDenied: "had a coupon denied",
  PaymentFailed: "could not pay",
  ProductFoundSoldOut: "found sold out",
  ConversationEnded: "ended a conversation",
  PageViewed: "opened", OfferOutcomeReported: "offer", ActivityTracked: "did",
  AgreementChanged: "has agreed otherwise",
  kind_recommendation: "Recommendation",
  kind_offer: "Offer", kind_alert: "Alert", kind_task: "Task", kind_record: "On record", kind_held_out: "Held out, not said",
  "because_goes-with-it": "listed with it", "because_viewed-together": (p) => (p ? `often viewed after ${p}` : "often viewed in the same visit"),
  "because_bought-together": (p) => (p ? `often bought with ${p}` : "often bought together"), "because_goes-with-basket": (p) => `goes with ${p ?? "what is"} in the cart`,
  "because_bought-again": (n) => (n ? `bought every ${n === 1 ? "day" : n + " days"}` : "bought before"), "because_looked-at-before": "looked at before", because_popular: "popular", because_new: "new",
  chosen: "chosen", held_out: "held out", outranked: "outranked",
  repeated_too_soon: "said too recently", no_consent: "not allowed by the customer", capped: "said often enough",
  over_budget: "spoken to often enough", quiet_hours: "quiet hours", moot: "settled meanwhile", told_before: "told before", over_credit: "beyond the credit limit", credit_unknown: "not shown to be within the credit limit", below_margin: "gives away too much", over: "over already", out_of_stock: "sold out", why: "Why",
  fact_worthMinor: (m) => `worth ${m}`, fact_items: (n) => count(n, "piece", "pieces"),
  fact_idleMinutes: (n) => `idle for ${n} min`, fact_orders: (n) => count(n, "order", "orders"),
  fact_usualGapDays: (n) => `usually every ${n === "1" ? "day" : n + " days"}`, fact_silentDays: (n) => `silent for ${count(n, "day", "days")}`,
  fact_timesSeen: (n) => (n === "1" ? "for the first time" : `seen ${n} times`),
  debuggerTagline: "What became of the calls that a shop sends", toLivePage: "To the live page",
  newestCalls: "Newest calls", writeKey: "Write key", noCalls: "Nothing came under this key yet.",
  loginName: "Name", password: "Password", code: "Code of your app", codeSecret: "Put this into your app for codes:", logIn: "Log in",
  choosePassword: (name) => `${name}: choose a password of at least 12 characters.`, setPassword: "Set the password", wrongLogin: "Name, password or code is wrong, or the login is disabled. Maybe ask an administrator for a new one-time link.", loginUnreachable: "The server does not answer. Maybe try again in a while.",
  stored: "stored", rejected: "rejected", refused: "refused", applied: "applied", repeated: "a repeat", dead_letter: "set aside",
};

const zhTW = {
  whole: "完整資料", pages: "頁面", page_live: "即時", page_operations: "營運", page_abandonment: "遺棄", page_customers: "顧客", page_rules: "規則",
  skip: "跳到決策", tagline: "顧客還在頁面上，就已得到回應", rulesInForce: "生效規則", ruleNumber: (n) => `第 ${n} 版`, pause: "暫停", resume: "繼續",
  connecting: "連線中", live: "即時", paused: "已暫停", lost: "連線中斷",
  staleFor: (s) => `已 ${s} 秒沒有新消息，數字可能過時`, figures: "數字", events: "顧客在做什麼", customers: "他們是誰",
  decisions: "RTOTO 的決策", deadLetters: "擱置的訊息", deadLettersWhy: "無法套用的訊息及其原因",
  perSecond: "每秒事件", eventCount: "事件", customerCount: "顧客", recommendation: "推薦", offer: "優惠", alert: "警示", task: "任務",
  record: "記錄", deadLetterCount: "擱置", since: (t) => `自 ${t} 起`, repeats: (n) => `略過 ${n} 則重複`,
  ruleFailures: (n) => `${n} 次規則失敗`, rulesSuspended: (ids) => `屢次失敗而停用：${ids}`, all: "全部", leftOut: (n) => `另有 ${n} 則，快到來不及顯示`,
  noEvents: "還沒有事件。事件送出後一秒內就會出現在這裡。", noCustomers: "還沒有顧客。第一個事件就會帶來顧客。",
  noDecisions: "還沒有決策。瀏覽商品會立刻得到推薦；購物車閒置夠久才算遺棄。", noDeadLetters: "沒有擱置的訊息，所有事件都已套用。",
  none_recommendation: "最近沒有推薦。", none_offer: "最近沒有優惠。", none_alert: "最近沒有警示。", none_task: "最近沒有任務。", none_record: "最近沒有記錄。",
  showHeld: (n) => `顯示 ${n} 則新決策`, andMore: (n) => `另有 ${n} 件`,
  unreachable: "伺服器沒有回應。請關閉後稍候再點一次。", wrongAnswer: (status) => `伺服器回應 ${status}，無法取得資料。請關閉後稍候再點一次。`,
  inCart: (n) => `購物車 ${n} 件`, orders: (n) => `${n} 筆訂單`, noOrders: "尚無訂單", customer: "顧客", close: "關閉",
  knownBy: "識別方式", spent: "消費", orderCount: "訂單", seen: "事件", firstSeen: "首次出現", lastSeen: "最近出現", cart: "購物車",
  emptyCart: "購物車是空的。", timers: "若無動靜，將再次查看", noTimers: "沒有待辦。", recent: "最近", recentDecisions: "為此顧客做的決策",
  tags: "規則所記", owner: "負責", sinceUntil: (from, to) => `${from} 起，至 ${to}`, noSuchTag: "生效規則中沒有這個標籤。", tier: "等級", leadScore: "購買意願分數",
  lastOrder: "最近訂單", attrition: "還會回來嗎？", pAlive: "很可能仍是顧客", expectedOrders: (n) => `預期 ${n} 筆訂單`, expectedValue: (m) => `價值 ${m}`, alertAt: (t) => `${t} 示警`,
  script: "話術", atMoment: (m) => `時機：${m}`, noneYet: "尚無。", gone: "最近沒有這位顧客的消息。", because: "依據", considered: "考慮過", rule: "規則", at: (t) => t,
  userId: "帳號", anonymousId: "瀏覽器", email: "電子郵件", phone: "電話", loyaltyCard: "會員卡", lineId: "LINE", wechatOpenid: "微信", deviceId: "裝置",
  ProductViewed: "瀏覽", ProductAddedToCart: "加入購物車", ProductRemovedFromCart: "移出購物車", ProductWished: "收藏",
  ProductUnwished: "取消收藏", CheckoutStarted: "開始結帳", OrderPlaced: "下單", OrderCancelled: "取消訂單", OrderReturned: "退貨",
  CustomerWrote: "來訊", AgentAnswered: "客服回覆", CallbackRequested: "要求回電", CallLogged: "通話", StoreVisited: "到店", CustomerIdentified: "登入",
  CheckoutStepViewed: "查看結帳步驟",
  CouponDenied: "折價券遭拒",
  PaymentFailed: "付款失敗",
  ProductFoundSoldOut: "發現缺貨",
  ConversationEnded: "對話結束",
  CustomerAliased: "合併名稱", CustomerGrouped: "加入群組", PageViewed: "開啟頁面", OfferOutcomeReported: "優惠", ActivityTracked: "動作",
  AgreementChanged: "合約有變更",
  kind_recommendation: "推薦", kind_offer: "優惠", kind_alert: "警示", kind_task: "任務",
  kind_record: "記錄", kind_held_out: "對照組，未告知", "because_goes-with-it": "目錄搭配", "because_viewed-together": (p) => (p ? `常在 ${p} 之後被瀏覽` : "常在同次造訪中被瀏覽"),
  "because_bought-together": (p) => (p ? `常與 ${p} 一起購買` : "常一起購買"), "because_goes-with-basket": (p) => (p ? `與購物車中的 ${p} 相配` : "與購物車相配"),
  "because_bought-again": (n) => (n ? `每 ${n} 天購買一次` : "先前購買"), "because_looked-at-before": "先前看過", because_popular: "熱門", because_new: "新品",
  chosen: "採用", held_out: "對照組", outranked: "優先度較低", repeated_too_soon: "太近才說過", no_consent: "顧客未同意", capped: "已達次數上限", over_budget: "已達聯絡上限", quiet_hours: "勿擾時段", moot: "已無需要", told_before: "先前已通知", over_credit: "超過信用額度", credit_unknown: "無法確認在信用額度內", below_margin: "讓利超過毛利下限", over: "已過期", out_of_stock: "缺貨",
  why: "原因", fact_worthMinor: (m) => `價值 ${m}`, fact_items: (n) => `${n} 件`, fact_idleMinutes: (n) => `閒置 ${n} 分鐘`,
  fact_orders: (n) => `${n} 筆訂單`, fact_usualGapDays: (n) => `通常每 ${n} 天`, fact_silentDays: (n) => `已 ${n} 天沒有動靜`,
  fact_timesSeen: (n) => (n === "1" ? "第一次" : `看過 ${n} 次`),
  pieces: (n) => `× ${n}`,
  debuggerTagline: "商店送來的每筆呼叫後來怎麼了", toLivePage: "回到即時頁面",
  newestCalls: "最新的呼叫", writeKey: "寫入金鑰", noCalls: "這把金鑰還沒有任何呼叫。",
  loginName: "名稱", password: "密碼", code: "App 驗證碼", codeSecret: "請將此金鑰加入驗證碼 App：", logIn: "登入",
  choosePassword: (name) => `${name}：請設定至少 12 個字元的密碼。`, setPassword: "設定密碼", wrongLogin: "名稱、密碼或驗證碼錯誤，或此登入已停用。也許可向管理員要求新的一次性連結。", loginUnreachable: "伺服器沒有回應。請稍候再試。",
  stored: "已儲存", rejected: "不採用", refused: "已拒絕", applied: "已套用", repeated: "重複", dead_letter: "已擱置",
};

const zhCN = {
  whole: "完整资料", pages: "页面", page_live: "实时", page_operations: "运营", page_abandonment: "遗弃", page_customers: "顾客", page_rules: "规则",
  skip: "跳到决策", tagline: "顾客还在页面上，就已得到回应", rulesInForce: "生效规则", ruleNumber: (n) => `第 ${n} 版`, pause: "暂停", resume: "继续",
  connecting: "连接中", live: "实时", paused: "已暂停", lost: "连接中断",
  staleFor: (s) => `已 ${s} 秒没有新消息，数字可能过时`, figures: "数字", events: "顾客在做什么", customers: "他们是谁",
  decisions: "RTOTO 的决策", deadLetters: "搁置的消息", deadLettersWhy: "无法应用的消息及其原因",
  perSecond: "每秒事件", eventCount: "事件", customerCount: "顾客", recommendation: "推荐", offer: "优惠", alert: "预警", task: "任务",
  record: "记录", deadLetterCount: "搁置", since: (t) => `自 ${t} 起`, repeats: (n) => `略过 ${n} 条重复`,
  ruleFailures: (n) => `${n} 次规则失败`, rulesSuspended: (ids) => `屡次失败而停用：${ids}`, all: "全部", leftOut: (n) => `另有 ${n} 条，快到来不及显示`,
  noEvents: "还没有事件。事件发出后一秒内就会出现在这里。", noCustomers: "还没有顾客。第一个事件就会带来顾客。",
  noDecisions: "还没有决策。浏览商品会立刻得到推荐；购物车闲置够久才算遗弃。", noDeadLetters: "没有搁置的消息，所有事件都已应用。",
  none_recommendation: "最近没有推荐。", none_offer: "最近没有优惠。", none_alert: "最近没有预警。", none_task: "最近没有任务。", none_record: "最近没有记录。",
  showHeld: (n) => `显示 ${n} 条新决策`, andMore: (n) => `另有 ${n} 件`,
  unreachable: "服务器没有响应。请关闭后稍候再点一次。", wrongAnswer: (status) => `服务器响应 ${status}，无法取得数据。请关闭后稍候再点一次。`,
  inCart: (n) => `购物车 ${n} 件`, orders: (n) => `${n} 笔订单`, noOrders: "尚无订单", customer: "顾客", close: "关闭",
  knownBy: "识别方式", spent: "消费", orderCount: "订单", seen: "事件", firstSeen: "首次出现", lastSeen: "最近出现", cart: "购物车",
  emptyCart: "购物车是空的。", timers: "若无动静，将再次查看", noTimers: "没有待办。", recent: "最近", recentDecisions: "为此顾客做的决策",
  tags: "规则所记", owner: "负责", sinceUntil: (from, to) => `${from} 起，至 ${to}`, noSuchTag: "生效规则中没有这个标签。", tier: "等级", leadScore: "购买意愿分数",
  lastOrder: "最近订单", attrition: "还会回来吗？", pAlive: "很可能仍是顾客", expectedOrders: (n) => `预期 ${n} 笔订单`, expectedValue: (m) => `价值 ${m}`, alertAt: (t) => `${t} 预警`,
  script: "话术", atMoment: (m) => `时机：${m}`, noneYet: "尚无。", gone: "最近没有这位顾客的消息。", because: "依据", considered: "考虑过", rule: "规则", at: (t) => t,
  userId: "账号", anonymousId: "浏览器", email: "电子邮件", phone: "电话", loyaltyCard: "会员卡", lineId: "LINE", wechatOpenid: "微信", deviceId: "设备",
  ProductViewed: "浏览", ProductAddedToCart: "加入购物车", ProductRemovedFromCart: "移出购物车", ProductWished: "收藏",
  ProductUnwished: "取消收藏", CheckoutStarted: "开始结账", OrderPlaced: "下单", OrderCancelled: "取消订单", OrderReturned: "退货",
  CustomerWrote: "来信", AgentAnswered: "客服回复", CallbackRequested: "要求回电", CallLogged: "通话", StoreVisited: "到店", CustomerIdentified: "登录",
  CheckoutStepViewed: "查看结账步骤",
  CouponDenied: "优惠券被拒",
  PaymentFailed: "付款失败",
  ProductFoundSoldOut: "发现缺货",
  ConversationEnded: "对话结束",
  CustomerAliased: "合并名称", CustomerGrouped: "加入群组", PageViewed: "打开页面", OfferOutcomeReported: "优惠", ActivityTracked: "动作",
  AgreementChanged: "合约有变更",
  kind_recommendation: "推荐", kind_offer: "优惠", kind_alert: "预警", kind_task: "任务",
  kind_record: "记录", kind_held_out: "对照组，未告知", "because_goes-with-it": "目录搭配", "because_viewed-together": (p) => (p ? `常在 ${p} 之后被浏览` : "常在同次造访中被浏览"),
  "because_bought-together": (p) => (p ? `常与 ${p} 一起购买` : "常一起购买"), "because_goes-with-basket": (p) => (p ? `与购物车中的 ${p} 相配` : "与购物车相配"),
  "because_bought-again": (n) => (n ? `每 ${n} 天购买一次` : "先前购买"), "because_looked-at-before": "先前看过", because_popular: "热门", because_new: "新品",
  chosen: "采用", held_out: "对照组", outranked: "优先级较低", repeated_too_soon: "刚说过", no_consent: "顾客未同意", capped: "已达次数上限", over_budget: "已达联络上限", quiet_hours: "勿扰时段", moot: "已无需要", told_before: "先前已通知", over_credit: "超过信用额度", credit_unknown: "无法确认在信用额度内", below_margin: "让利超过毛利下限", over: "已过期", out_of_stock: "缺货",
  why: "原因", fact_worthMinor: (m) => `价值 ${m}`, fact_items: (n) => `${n} 件`, fact_idleMinutes: (n) => `闲置 ${n} 分钟`,
  fact_orders: (n) => `${n} 笔订单`, fact_usualGapDays: (n) => `通常每 ${n} 天`, fact_silentDays: (n) => `已 ${n} 天没有动静`,
  pieces: (n) => `× ${n}`,
  fact_timesSeen: (n) => (n === "1" ? "第一次" : `看过 ${n} 次`),
  debuggerTagline: "商店发来的每个调用后来怎样了", toLivePage: "回到实时页面",
  newestCalls: "最新的调用", writeKey: "写入密钥", noCalls: "这个密钥还没有任何调用。",
  loginName: "名称", password: "密码", code: "App 验证码", codeSecret: "请将此密钥加入验证码 App：", logIn: "登录",
  choosePassword: (name) => `${name}：请设置至少 12 个字符的密码。`, setPassword: "设置密码", wrongLogin: "名称、密码或验证码错误，或此登录已停用。也许可向管理员要求新的一次性链接。", loginUnreachable: "服务器没有响应。请稍候再试。",
  stored: "已存储", rejected: "不采用", refused: "已拒绝", applied: "已应用", repeated: "重复", dead_letter: "已搁置",
};

export const tables = { en, "zh-TW": zhTW, "zh-CN": zhCN };

function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  for (const wish of asked ? [asked, ...navigator.languages] : navigator.languages) {
    const tag = wish.toLowerCase();
    if (tag.startsWith("en")) return "en";
    if (/^zh-(tw|hk|mo|hant)/.test(tag)) return "zh-TW";
    if (tag.startsWith("zh")) return "zh-CN";
  }
  return "en";
}

export const language = chosenLanguage();
const table = tables[language];

export function word(key, ...values) {
  const found = table[key] ?? en[key];
  return typeof found === "function" ? found(...values) : found;
}

// A word of the rules; undefined when the page does not know it.
const called = (section, name) => (Object.hasOwn(names[section], name) ? names[section][name][language] : undefined);

const readable = (name) => name.replaceAll(/[-_]/g, " ").replaceAll(/([a-z])([A-Z])/g, (_, last, first) => `${last} ${first.toLowerCase()}`);

// A name that a rule's author chose: translated when we know it, readable in any case.
export const named = (name) => called("proposals", name) ?? called("values", name) ?? readable(name);
export const momentNamed = (name) => called("moments", name) ?? readable(name);
export const kindNamed = (name) => called("facts", name) ?? readable(name);
export const fieldNamed = (name) => called("fields", name) ?? readable(name);

export function sayAll() {
  document.documentElement.lang = language;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = word(place.dataset.word);
  for (const place of document.querySelectorAll("[data-label]")) place.setAttribute("aria-label", word(place.dataset.label));
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked) for (const link of document.querySelectorAll(".pages a")) link.search = new URLSearchParams({ lang: asked });
}

const numbers = new Intl.NumberFormat(language);
const oneDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const calendar = new Intl.DateTimeFormat(language, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const moneyByCurrency = new Map();

const inPercent = new Intl.NumberFormat(language, { style: "percent" });

export const percent = (share) => inPercent.format(share);
export const number = (value) => numbers.format(value);
export const decimal = (value) => (value < 10 ? oneDigit : numbers).format(value < 10 ? value : Math.round(value));

export function money(amount) {
  if (!amount) return "";
  let format = moneyByCurrency.get(amount.currency);
  if (!format) {
    format = new Intl.NumberFormat(language, { style: "currency", currency: amount.currency });
    moneyByCurrency.set(amount.currency, format);
  }
  return format.format(amount.minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

const languages = new Intl.DisplayNames(language, { type: "language", fallback: "code" });
const regions = new Intl.DisplayNames(language, { type: "region", fallback: "code" });

export const languageNamed = (tag) => (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? languages.of(tag) : tag);
export const regionNamed = (code) => (/^[A-Z]{2}$/.test(code) ? regions.of(code) : code);

// The language of what a customer reads: texts are in English, or in either Chinese. Of Chinese that
// the customer did not ask for we know no more.
export function languageOf(text, customersLanguage = "") {
  if (!/\p{Script=Han}/u.test(text)) return "en";
  if (!/^zh\b/i.test(customersLanguage)) return "zh";
  return /-(tw|hk|mo|hant)\b/i.test(customersLanguage) && !/-hans\b/i.test(customersLanguage) ? "zh-TW" : "zh-CN";
}

export const time = (instant) => clock.format(new Date(instant));

// The day too, unless it is today.
export function moment(instant) {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : calendar.format(date);
}

const products = new Map();
const PRODUCTS_KNOWN = 5000;

export function learn(names) {
  if (products.size > PRODUCTS_KNOWN) products.clear();
  for (const [id, byLanguage] of Object.entries(names ?? {})) products.set(id, byLanguage);
}

export function product(id) {
  const names = products.get(id);
  if (!names) return id;
  const tags = Object.keys(names);
  const near = (tag) => tags.find((known) => known.toLowerCase() === tag) ?? tags.find((known) => known.split("-")[0] === tag.split("-")[0]);
  return names[near(language.toLowerCase()) ?? near("en") ?? tags[0]] ?? id;
}
