// Offers as they come: rtoto.js receives and renders them; the shop says where they go and what they give.

import { start } from "/rtoto.mjs";
import { anonymousId } from "/shop/files/analytics.js";
import { give } from "/shop/files/cart.js";
import { pageOf, pictureOf, product } from "/shop/files/catalogue.js";
import { proof } from "/shop/files/visitor.js";
import { language } from "/shop/files/words.js";

const gives = ({ name }) => [
  ...(name.includes("free-delivery") ? ["free-delivery"] : []),
  ...(/voucher|coupon|gift|price-match/.test(name) ? ["voucher"] : []),
];

export const receive = (writeKey) =>
  start({
    writeKey,
    anonymousId,
    proof,
    language,
    place: (offer) => (offer.kind === "recommendation" ? document.querySelector(".for-you") : undefined),
    product: (id) => (product(id) ? { url: pageOf(id), image: pictureOf(product(id)) } : undefined),
    link: (offer) => (offer.kind === "offer" ? (offer.products.length === 1 ? pageOf(offer.products[0].productId) : "/shop/cart") : undefined),
    onClick: (offer) => gives(offer).forEach(give),
  });
