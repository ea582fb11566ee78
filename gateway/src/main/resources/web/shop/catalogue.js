// What is sold, as the shop's server tells it.

import { element } from "/web/dom.js";
import { decimal, known, language, word } from "/shop/files/words.js";

const PICTURES = new Set(["backpacks", "bottles", "chargers", "cookware", "desks", "headphones", "jackets", "knives", "lamps", "phone-cases", "phones", "running-shoes", "socks", "tea", "teapots"]);
const STOCK_IS_FEW = 5;

let products = new Map();

export async function load() {
  const answer = await fetch("/shop/api/catalogue");
  if (!answer.ok) throw new Error(`The catalogue was answered ${answer.status}.`);
  const told = await answer.json();
  products = new Map(told.products.map((product) => [product.productId, product]));
  return told.writeKey;
}

export const all = () => [...products.values()];
export const product = (id) => products.get(id);
export const categories = () => [...new Set(all().map((one) => one.category))];
export const pageOf = (id) => `/shop/product/${encodeURIComponent(id)}`;
export const pictureOf = (one) => `/shop/files/pictures/${PICTURES.has(one.category) ? one.category : "parcel"}.svg`;
export const nameOf = ({ names, productId }) => names[language] ?? names.en ?? Object.values(names)[0] ?? productId;
export const categoryName = (category) => (known(category) ? word(category) : category);
export const isSoldOut = (one) => one.stock === 0;
export const stockWord = ({ stock }) => (stock === 0 ? word("soldOut") : stock !== undefined && stock <= STOCK_IS_FEW ? word("few", stock) : word("inStock"));

// A product's own tint, the same wherever it is seen.
export function tile(one, size = "") {
  const number = Number(one.productId.replace(/\D/g, "")) || 0;
  return element("span", { class: `tile ${size} tint-${number % 4} hue-${Math.floor(number / 4) % 5}` }, element("img", { src: pictureOf(one), alt: "", loading: "lazy" }));
}

// As events tell a product.
export const told = (one) => ({ product_id: one.productId, name: nameOf(one), category: one.category, price: decimal(one.price), currency: one.price.currency });
