// What the shop says, in three languages.

const en = {
  shop: "Lantern Lane", skip: "Skip to the goods", search: "Search the shop", language: "Language", cart: "Cart", foot: "A demo shop: nothing is sold or sent.", behind: "See what RTOTO sees",
  heroTitle: "Good things for the way, and for home", hero: "Made by four small workshops. Delivery is free from {}.", all: "Everything", nothing: "Nothing goes by that name.", more: "Show more",
  soldOut: "Sold out", few: "Only {} left", inStock: "In stock", add: "Add to cart", added: "In your cart", view: "View", goesWith: "Goes well with it", back: "Back to the shop",
  emptyCart: "Your cart is empty.", goods: "Goods", discount: "Voucher", delivery: "Delivery", free: "Free", total: "Total", toCheckout: "To the checkout", remove: "Remove", pieces: "Pieces", less: "One less", oneMore: "One more",
  checkout: "Checkout", address: "Where shall we send it?", yourName: "Name", street: "Street", city: "City", pay: "How do you pay?", payCard: "Card", payLater: "On delivery", place: "Place order", placing: "Placing …",
  thanks: "Thank you!", thanksText: "Your order {} is on its way to our workshop.", goOn: "Go on looking around", freeGiven: "Delivery is on us.", voucherGiven: "10% off, for you.",
  signIn: "Sign in", signOut: "Sign out, {}", signInWhy: "Any name will do: this is a demo, and asks for no password.", name: "Your name", cancel: "Cancel", close: "Close",
  chatOpen: "Questions?", chatTitle: "Ask us", chatHint: "Your question", send: "Send", chatHello: "Hello! What would you like to know?", chatThanks: "Thank you, we have your question.",
  noSdk: "This build has no analytics SDK, so the shop tells nothing and receives no offers. Install Node.js and build again.", away: "The shop does not answer. Try again in a moment.", filling: "The shelves are being filled …", lost: "There is no such page.",
  "running-shoes": "Running shoes", socks: "Socks", jackets: "Jackets", backpacks: "Backpacks", bottles: "Flasks", tea: "Tea", teapots: "Teapots", headphones: "Headphones", phones: "Phones", "phone-cases": "Phone cases", chargers: "Power banks", lamps: "Lamps", desks: "Desks", cookware: "Pans", knives: "Knives",
};

const zhTW = {
  shop: "燈巷選物", skip: "跳至商品", search: "搜尋商品", language: "語言", cart: "購物車", foot: "示範商店：不會真的收款或出貨。", behind: "看看 RTOTO 看到了什麼",
  heroTitle: "陪您出門，也陪您回家的好物", hero: "四間小工坊用心製作。滿 {} 免運費。", all: "全部商品", nothing: "找不到這個名稱的商品。", more: "顯示更多",
  soldOut: "已售完", few: "只剩 {} 件", inStock: "現貨供應", add: "加入購物車", added: "已在購物車", view: "查看", goesWith: "適合搭配", back: "回到商店",
  emptyCart: "購物車是空的。", goods: "商品", discount: "優惠券", delivery: "運費", free: "免費", total: "總計", toCheckout: "前往結帳", remove: "移除", pieces: "數量", less: "減少一件", oneMore: "增加一件",
  checkout: "結帳", address: "要寄到哪裡？", yourName: "姓名", street: "地址", city: "縣市", pay: "付款方式", payCard: "信用卡", payLater: "貨到付款", place: "送出訂單", placing: "處理中…",
  thanks: "謝謝您！", thanksText: "我們已收到訂單 {}，即將開始準備。", goOn: "繼續逛逛", freeGiven: "運費由我們負擔。", voucherGiven: "為您打九折。",
  signIn: "登入", signOut: "登出 {}", signInWhy: "任何名字都可以：這是示範，不需要密碼。", name: "您的名字", cancel: "取消", close: "關閉",
  chatOpen: "有問題嗎？", chatTitle: "歡迎提問", chatHint: "您的問題", send: "送出", chatHello: "您好！想了解什麼呢？", chatThanks: "謝謝，我們已收到您的問題。",
  noSdk: "此版本沒有分析 SDK，因此商店不會回報事件，也收不到優惠。請安裝 Node.js 後重新建置。", away: "商店暫時沒有回應，請稍後再試。", filling: "正在上架商品…", lost: "沒有這個頁面。",
  "running-shoes": "跑鞋", socks: "運動襪", jackets: "外套", backpacks: "後背包", bottles: "保溫瓶", tea: "茶葉", teapots: "茶壺", headphones: "耳機", phones: "手機", "phone-cases": "手機殼", chargers: "行動電源", lamps: "檯燈", desks: "升降桌", cookware: "鍋具", knives: "刀具",
};

const zhCN = {
  shop: "灯巷选物", skip: "跳至商品", search: "搜索商品", language: "语言", cart: "购物车", foot: "演示商店：不会真的收款或发货。", behind: "看看 RTOTO 看到了什么",
  heroTitle: "陪您出门，也陪您回家的好物", hero: "四间小工坊用心制作。满 {} 免运费。", all: "全部商品", nothing: "找不到这个名称的商品。", more: "显示更多",
  soldOut: "已售罄", few: "仅剩 {} 件", inStock: "现货供应", add: "加入购物车", added: "已在购物车", view: "查看", goesWith: "适合搭配", back: "回到商店",
  emptyCart: "购物车是空的。", goods: "商品", discount: "优惠券", delivery: "运费", free: "免费", total: "合计", toCheckout: "去结账", remove: "移除", pieces: "数量", less: "减少一件", oneMore: "增加一件",
  checkout: "结账", address: "要寄到哪里？", yourName: "姓名", street: "地址", city: "城市", pay: "支付方式", payCard: "银行卡", payLater: "货到付款", place: "提交订单", placing: "处理中…",
  thanks: "谢谢您！", thanksText: "我们已收到订单 {}，即将开始准备。", goOn: "继续逛逛", freeGiven: "运费由我们承担。", voucherGiven: "为您打九折。",
  signIn: "登录", signOut: "退出 {}", signInWhy: "任何名字都可以：这是演示，不需要密码。", name: "您的名字", cancel: "取消", close: "关闭",
  chatOpen: "有问题吗？", chatTitle: "欢迎提问", chatHint: "您的问题", send: "发送", chatHello: "您好！想了解什么呢？", chatThanks: "谢谢，我们已收到您的问题。",
  noSdk: "此版本没有分析 SDK，因此商店不会上报事件，也收不到优惠。请安装 Node.js 后重新构建。", away: "商店暂时没有回应，请稍后再试。", filling: "正在上架商品…", lost: "没有这个页面。",
  "running-shoes": "跑鞋", socks: "运动袜", jackets: "外套", backpacks: "双肩包", bottles: "保温杯", tea: "茶叶", teapots: "茶壶", headphones: "耳机", phones: "手机", "phone-cases": "手机壳", chargers: "充电宝", lamps: "台灯", desks: "升降桌", cookware: "锅具", knives: "刀具",
};

const TABLES = { en, "zh-TW": zhTW, "zh-CN": zhCN };
const KEPT = "shop:language";

function chosen() {
  const linked = new URLSearchParams(location.search).get("lang");
  if (linked) localStorage.setItem(KEPT, linked);
  const asked = linked ?? localStorage.getItem(KEPT);
  for (const wish of asked ? [asked, ...navigator.languages] : navigator.languages) {
    const tag = wish.toLowerCase();
    if (tag.startsWith("en")) return "en";
    if (/^zh-(tw|hk|mo|hant)/.test(tag)) return "zh-TW";
    if (tag.startsWith("zh")) return "zh-CN";
  }
  return "en";
}

export const language = chosen();

// The page is read anew in the other language.
export function speak(other) {
  localStorage.setItem(KEPT, other);
  const url = new URL(location.href);
  url.searchParams.delete("lang");
  location.assign(url);
}

export const known = (key) => key in TABLES[language];
export const word = (key, value) => (TABLES[language][key] ?? key).replace("{}", () => value);

export function sayAll() {
  document.documentElement.lang = language;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = word(place.dataset.word);
  for (const place of document.querySelectorAll("[data-label]")) place.setAttribute("aria-label", word(place.dataset.label));
}

export function money(minor, currency) {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

// As Segment's events tell amounts.
export const decimal = ({ minor, currency }) => minor / 10 ** new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
