/** What the gateway decided for this visitor, as it comes over the stream. */
export interface Offer {
  /** The same id is the same offer: it is rendered once. */
  decisionId: string;
  kind: "offer" | "recommendation";
  /** What is offered, such as `free-delivery`. */
  name: string;
  /** The place that it fills: a newer one of the same slot takes its place. */
  slot: string;
  /** ISO instant (UTC) after which it does not hold any more. */
  validUntil?: string;
  purpose?: "marketing" | "personalization" | "service";
  /** The sentence to show, in the customer's language. */
  text?: string;
  /** Best first. */
  products: Product[];
}

export interface Product {
  productId: string;
  /** By language (BCP 47). */
  names?: Record<string, string>;
  /** In the currency's smallest unit, such as cents. */
  price?: { minor: number; currency: string };
  /** Why it is shown, such as `viewed-together`. */
  because?: string;
  /** The product that the reason is about. */
  of?: string;
  ofNames?: Record<string, string>;
}

export type Layout = "banner" | "card" | "coupon" | "strip";
export type Outcome = "shown" | "clicked" | "dismissed" | "expired";
export type Language = "en" | "zh-TW" | "zh-CN";
type Told<T> = T | (() => T | Promise<T>);

export interface Options {
  /** The shop's browser key. */
  writeKey: string;
  /** Of the visitor, as the analytics SDK has it: `() => analytics.user().anonymousId()`. Asked for each session. */
  anonymousId: Told<string>;
  /** What the shop's server minted for a visitor who has signed in. Asked for each session. */
  proof?: Told<string | null | undefined>;
  /** Where the gateway is; left out: where this script came from. */
  gateway?: string;
  /** Left out: of the document, else of the browser. */
  language?: string;
  /** Words of the shop's own, by language and name: of an offer that comes without text, or in place of ours. */
  words?: Partial<Record<Language, Record<string, string>>>;
  /** Where it goes: into that element; null: not on this page now (see `look`); undefined: into the corner. */
  place?(offer: Offer): Element | null | undefined;
  /** How it looks; undefined: as its name and kind suggest. */
  layout?(offer: Offer): Layout | undefined;
  /** Page and picture of a product, which the shop knows. Only http and https are followed. */
  product?(productId: string): { url?: string; image?: string } | undefined;
  /** Where the offer's own button leads; without it, it is a button that only tells that it was clicked. */
  link?(offer: Offer): string | undefined;
  /** True: the page renders it itself, and reports what became of it. */
  onOffer?(offer: Offer, report: (outcome: Outcome) => Promise<void>): boolean | void;
  /** The customer saw that offer on another of their devices: what the page renders itself is to be taken away. */
  onWithdrawn?(decisionId: string): void;
  /** After a click, which is reported already; `productId` when it was on a product. */
  onClick?(offer: Offer, productId: string | undefined, event: MouseEvent): void;
}

export interface Rtoto {
  /**
   * Begins a new session, in all tabs: after sign-out, or whenever the visitor may be another one. The gateway is told
   * that the session before has ended, and within a second its streams are closed. With false after sign-in, when they
   * are only known better: what is on the page stays.
   */
  restart(another?: boolean): void;
  /** Asks `place` again for what waits: after the page has changed. */
  look(): void;
  /** Takes away what is on the page, and leaves the stream. */
  stop(): void;
}

/**
 * Begins to receive offers. In the classic build: `rtoto.start`.
 *
 * Style it by the custom properties `--rtoto-paper`, `-ink`, `-soft`, `-accent`, `-on-accent`, `-radius`, `-font`,
 * `-shadow` and `-z`, and by the parts `offer`, `banner`, `card`, `coupon`, `strip`, `words`, `title`, `text`,
 * `products`, `item`, `product`, `image`, `name`, `price`, `because`, `act` and `close`. Colours follow the page's
 * `color-scheme`.
 *
 * @throws TypeError when `writeKey` or `anonymousId` is missing
 */
export function start(options: Options): Rtoto;
