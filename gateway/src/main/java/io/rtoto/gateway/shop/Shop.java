package io.rtoto.gateway.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.gateway.shop.Orders.Unsold;
import io.rtoto.gateway.web.SmallBody;
import io.rtoto.gateway.web.StaticFiles;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo shop under {@code /shop/}: pages that a visitor browses, and a server that knows prices,
 * who has signed in, and the shop's secret. It stands beside the gateway as any shop does: it
 * speaks to it over HTTP only. Anybody may sign in as anybody; it is for trying things.
 */
public final class Shop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shop.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Messages<Catalogue> CATALOGUES = Messages.of(Catalogue.class);
  private static final int LONGEST_NAME = 60;

  private static final List<String> FILES =
      List.of(
          "analytics.js",
          "app.js",
          "cart.js",
          "catalogue.js",
          "chat.js",
          "offers.js",
          "pages.js",
          "icon.svg",
          "style.css",
          "visitor.js",
          "words.js");

  /** By category; a parcel for any other. */
  private static final List<String> PICTURES =
      List.of(
          "backpacks",
          "bottles",
          "chargers",
          "cookware",
          "desks",
          "headphones",
          "jackets",
          "knives",
          "lamps",
          "parcel",
          "phone-cases",
          "phones",
          "running-shoes",
          "socks",
          "tea",
          "teapots");

  /** The pages are one document, which shows what its path says. */
  private static final List<String> PAGES =
      List.of("/shop/", "/shop/product/:productId", "/shop/cart", "/shop/checkout", "/shop/thanks");

  private final ShopSettings settings;
  private final Shelves shelves;
  private final SignedIn signedIn;
  private final Orders orders;

  private Shop(Vertx vertx, ShopSettings settings, Shelves shelves) {
    this.settings = settings;
    this.shelves = shelves;
    this.signedIn = new SignedIn(settings.serverKey());
    this.orders = new Orders(vertx.createHttpClient(), shelves, settings.serverKey());
  }

  /** Opens it; its shelves fill as the catalogue is read. */
  public static Shop open(Vertx vertx, String bootstrapServers, ShopSettings settings) {
    return new Shop(vertx, settings, Shelves.of(bootstrapServers));
  }

  /** Adds the routes. */
  public void mount(Router router) {
    PAGES.forEach(page -> StaticFiles.mount(router, page, "shop/index.html"));
    FILES.forEach(file -> StaticFiles.mount(router, "/shop/files/" + file, "shop/" + file));
    PICTURES.forEach(
        picture ->
            StaticFiles.mount(
                router,
                "/shop/files/pictures/" + picture + ".svg",
                "shop/pictures/" + picture + ".svg"));
    SegmentSdk.mount(router);
    router.get("/shop").handler(c -> c.redirect("/shop/"));
    router.get("/shop/api/catalogue").handler(this::answerCatalogue);
    SmallBody.on(router.post("/shop/api/sign-in"), "a visitor's name").handler(this::signIn);
    SmallBody.on(router.post("/shop/api/sign-out"), "nothing").handler(this::signOut);
    SmallBody.on(router.post("/shop/api/who"), "a browser's id").handler(this::answerWho);
    SmallBody.on(router.post("/shop/api/orders"), "an order of some products").handler(this::order);
  }

  @Override
  public void close() {
    shelves.close();
  }

  private void answerCatalogue(RoutingContext context) {
    var unused =
        json(context.response())
            .end(
                Buffer.buffer(
                    CATALOGUES.write(new Catalogue(settings.writeKey(), shelves.products()))));
  }

  private void signIn(RoutingContext context) {
    JsonNode body = body(context);
    String userId = body.path("name").asText().strip().toLowerCase(Locale.ROOT);
    if (userId.isEmpty() || userId.length() > LONGEST_NAME) {
      refuse(context, 400, "A name has 1 to " + LONGEST_NAME + " characters.");
      return;
    }
    signedIn.signIn(context.response(), userId);
    answerWho(context, body, userId);
  }

  private void signOut(RoutingContext context) {
    signedIn.signOut(context.response());
    answer(context.response(), 200, JsonNodeFactory.instance.objectNode());
  }

  private void answerWho(RoutingContext context) {
    signedIn
        .user(context.request())
        .ifPresentOrElse(
            userId -> answerWho(context, body(context), userId),
            () -> answer(context.response(), 200, JsonNodeFactory.instance.objectNode()));
  }

  private void answerWho(RoutingContext context, JsonNode body, String userId) {
    String anonymousId = body.path("anonymousId").asText();
    if (anonymousId.isEmpty()) {
      refuse(context, 400, "A proof is of an anonymousId, which is missing.");
      return;
    }
    answer(
        context.response(),
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("userId", userId)
            .put("proof", settings.proofs().of(userId, anonymousId)));
  }

  private void order(RoutingContext context) {
    JsonNode body = body(context);
    String anonymousId = body.path("anonymousId").asText();
    if (anonymousId.isEmpty()) {
      refuse(context, 400, "An order is of an anonymousId, which is missing.");
      return;
    }
    Receipt receipt;
    try {
      receipt = orders.receipt(body);
    } catch (Unsold e) {
      refuse(context, 409, String.valueOf(e.getMessage()));
      return;
    }
    var here = context.request().localAddress();
    orders
        .tell(
            here.hostAddress(),
            here.port(),
            receipt,
            anonymousId,
            signedIn.user(context.request()).orElse(null))
        .onSuccess(
            told -> {
              if (told) {
                answer(
                    context.response(),
                    200,
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("orderId", receipt.orderId())
                        .put("total", receipt.total())
                        .put("currency", receipt.currency()));
              } else {
                refuse(context, 503, "The order cannot be taken now. Try again in a moment.");
              }
            })
        .onFailure(
            failure -> {
              LOG.warn("An order of the demo shop did not reach the gateway: {}", failure + "");
              refuse(context, 503, "The order cannot be taken now. Try again in a moment.");
            });
  }

  /** What the page sent; missing when it is no JSON. */
  private static JsonNode body(RoutingContext context) {
    try {
      JsonNode body = JSON.readTree(context.body().asString());
      return body == null ? JsonNodeFactory.instance.missingNode() : body;
    } catch (JsonProcessingException | IllegalArgumentException noJson) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static void refuse(RoutingContext context, int status, String sentence) {
    answer(
        context.response(), status, JsonNodeFactory.instance.objectNode().put("message", sentence));
  }

  private static void answer(HttpServerResponse response, int status, ObjectNode body) {
    var unused = json(response).setStatusCode(status).end(body.toString());
  }

  private static HttpServerResponse json(HttpServerResponse response) {
    return response
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store");
  }

  /**
   * What the page needs to begin.
   *
   * @param writeKey the key that it sends events with
   */
  record Catalogue(String writeKey, List<CatalogEntry> products) {}
}
