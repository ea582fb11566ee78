package io.rtoto.cli.shop;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What the demo shop sells: products of invented brands, named in Chinese (as written in Taiwan and
 * on the mainland) and English, at prices in US dollars.
 */
final class DemoCatalogue {
  private static final String CURRENCY = "USD";

  /** A kind of goods; {@code goesWith} names the kinds that are bought along with it. */
  private record Kind(
      String category,
      String traditional,
      String simplified,
      String english,
      int cheapest,
      int dearest,
      List<String> goesWith) {
    static Kind of(
        String category,
        String traditional,
        String simplified,
        String english,
        int cheapest,
        int dearest,
        String... goesWith) {
      return new Kind(
          category, traditional, simplified, english, cheapest, dearest, List.of(goesWith));
    }
  }

  private record Style(String traditional, String simplified, String english) {}

  private static final List<Kind> KINDS =
      List.of(
          Kind.of("running-shoes", "跑鞋", "跑鞋", "Running Shoes", 4900, 15900, "socks", "bottles"),
          Kind.of("socks", "運動襪", "运动袜", "Sport Socks", 500, 1900, "running-shoes"),
          Kind.of("jackets", "防風外套", "防风外套", "Windbreaker", 5900, 18900, "backpacks"),
          Kind.of("backpacks", "後背包", "双肩包", "Backpack", 3900, 12900, "bottles", "jackets"),
          Kind.of("bottles", "保溫瓶", "保温杯", "Vacuum Flask", 1500, 4500, "tea"),
          Kind.of("tea", "高山烏龍茶", "高山乌龙茶", "High Mountain Oolong", 900, 6900, "teapots"),
          Kind.of("teapots", "茶壺", "茶壶", "Teapot", 2500, 9900, "tea"),
          Kind.of("headphones", "無線耳機", "无线耳机", "Wireless Headphones", 3900, 29900, "phones"),
          Kind.of("phones", "智慧型手機", "智能手机", "Smartphone", 19900, 99900, "phone-cases"),
          Kind.of("phone-cases", "手機殼", "手机壳", "Phone Case", 900, 3900, "chargers"),
          Kind.of("chargers", "行動電源", "充电宝", "Power Bank", 1900, 6900, "phone-cases"),
          Kind.of("lamps", "檯燈", "台灯", "Desk Lamp", 2900, 11900, "desks"),
          Kind.of("desks", "升降桌", "升降桌", "Standing Desk", 24900, 69900, "lamps"),
          Kind.of("cookware", "不沾鍋", "不粘锅", "Non-stick Pan", 2900, 13900, "knives"),
          Kind.of("knives", "廚師刀", "厨师刀", "Chef's Knife", 3900, 17900, "cookware"));

  private static final List<Style> STYLES =
      List.of(
          new Style("經典款", "经典款", "Classic"),
          new Style("輕量款", "轻量款", "Light"),
          new Style("專業款", "专业款", "Pro"),
          new Style("限定款", "限定款", "Limited"),
          new Style("旅行款", "旅行款", "Travel"));

  private static final List<Style> BRANDS =
      List.of(
          new Style("青嶼", "青屿", "Qingyu"),
          new Style("北辰坊", "北辰坊", "Beichen Works"),
          new Style("諾米亞", "诺米亚", "Nomia"),
          new Style("木與川", "木与川", "Muchuan"));

  private static final int COMPANIONS = 3;

  private DemoCatalogue() {}

  /** All products: the same for the same seed. */
  static List<CatalogEntry> of(long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x5ca1ab1eL);
    List<CatalogEntry> entries = new ArrayList<>();
    for (int kind = 0; kind < KINDS.size(); kind++) {
      for (int variant = 0; variant < perKind(); variant++) {
        entries.add(entry(kind, variant, random));
      }
    }
    return List.copyOf(entries);
  }

  private static int perKind() {
    return STYLES.size() * BRANDS.size();
  }

  private static CatalogEntry entry(int kindIndex, int variant, SplittableRandom random) {
    Kind kind = KINDS.get(kindIndex);
    Style brand = BRANDS.get(variant % BRANDS.size());
    Style style = STYLES.get(variant / BRANDS.size());
    // Prices as shops write them: they end in 9.
    int price = random.nextInt(kind.cheapest(), kind.dearest()) / 100 * 100 + 90;
    Integer stock = random.nextInt(100) < 5 ? Integer.valueOf(0) : random.nextInt(3, 400);
    return new CatalogEntry(
        productId(kindIndex, variant),
        names(kind, brand, style),
        kind.category(),
        new Money(price, CURRENCY),
        stock,
        companions(kind, variant));
  }

  private static Map<String, String> names(Kind kind, Style brand, Style style) {
    // In a fixed order: the same seed gives the same bytes.
    Map<String, String> names = new LinkedHashMap<>();
    names.put("zh-TW", brand.traditional() + " " + kind.traditional() + " " + style.traditional());
    names.put("zh-CN", brand.simplified() + " " + kind.simplified() + " " + style.simplified());
    names.put("en", brand.english() + " " + style.english() + " " + kind.english());
    return names;
  }

  /** Of each kind that goes with it, one of the same brand first. */
  private static List<String> companions(Kind kind, int variant) {
    List<String> companions = new ArrayList<>();
    for (int step = 0; companions.size() < COMPANIONS; step++) {
      String wanted = kind.goesWith().get(step % kind.goesWith().size());
      int shifted = (variant + step / kind.goesWith().size() * BRANDS.size()) % perKind();
      companions.add(productId(indexOf(wanted), shifted));
    }
    return companions;
  }

  private static int indexOf(String category) {
    for (int kind = 0; kind < KINDS.size(); kind++) {
      if (KINDS.get(kind).category().equals(category)) {
        return kind;
      }
    }
    throw new IllegalStateException("No kind of goods is named " + category + ".");
  }

  private static String productId(int kind, int variant) {
    return "P" + (1000 + kind * 100 + variant);
  }
}
