// The cart, the same in all tabs, and what offers that were taken give.

import { product, told } from "/shop/files/catalogue.js";
import { decimal } from "/shop/files/words.js";

const LINES = "shop:cart";
const PERKS = "shop:perks";
const DELIVERY = 500;
const FREE_FROM = 10000;
const VOUCHER_PERCENT = 10;
const MOST = 99;

export const changed = new EventTarget();
const tell = () => changed.dispatchEvent(new Event("change"));
addEventListener("storage", (event) => (event.key === LINES || event.key === PERKS) && tell());

const read = (name) => JSON.parse(localStorage.getItem(name) ?? "{}");

function write(name, value) {
  localStorage.setItem(name, JSON.stringify(value));
  tell();
}

export const lines = () =>
  Object.entries(read(LINES)).map(([id, quantity]) => ({ product: product(id), quantity })).filter((line) => line.product);
export const perks = () => Object.keys(read(PERKS));
export const give = (perk) => write(PERKS, { ...read(PERKS), [perk]: true });

export function set(one, wanted) {
  const cart = read(LINES);
  const before = cart[one.productId] ?? 0;
  const quantity = Math.max(0, Math.min(wanted, MOST, one.stock ?? MOST));
  if (quantity === 0) delete cart[one.productId];
  else cart[one.productId] = quantity;
  write(LINES, cart);
  const difference = quantity - before;
  if (difference !== 0) window.analytics.track(difference > 0 ? "Product Added" : "Product Removed", { ...told(one), quantity: Math.abs(difference) });
}

export const add = (one) => set(one, (read(LINES)[one.productId] ?? 0) + 1);

export function empty() {
  write(LINES, {});
  write(PERKS, {});
}

export function sums() {
  const all = lines();
  const goods = all.reduce((sum, line) => sum + line.product.price.minor * line.quantity, 0);
  const discount = perks().includes("voucher") ? Math.floor((goods * VOUCHER_PERCENT) / 100) : 0;
  const delivery = all.length === 0 || goods >= FREE_FROM || perks().includes("free-delivery") ? 0 : DELIVERY;
  return { goods, discount, delivery, total: goods - discount + delivery, currency: all[0]?.product.price.currency ?? "USD", freeFrom: FREE_FROM };
}

// As events tell the cart.
export function toldCart() {
  const { goods, delivery, currency } = sums();
  return { products: lines().map((line) => ({ ...told(line.product), quantity: line.quantity })), value: decimal({ minor: goods, currency }), shipping: decimal({ minor: delivery, currency }), currency };
}
