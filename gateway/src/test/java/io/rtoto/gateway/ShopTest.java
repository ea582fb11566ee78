package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.gateway.keys.KeyRing;
import io.rtoto.gateway.keys.KeysFile;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.keys.WriteKey;
import io.rtoto.gateway.shop.ShopSettings;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo shop's server: what it sells, whom it knows, and what it tells of orders. */
final class ShopTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FILE = Pattern.compile("\"(/(?:shop/files|web)/[^\"#]+)\"");
  private static final String SERVER = "server.secret";

  @TempDir private Path folder;
  private Gateway gateway;
  private Sender visitor;

  @BeforeEach
  void start() throws Exception {
    Shelf.sell("tea", "High mountain oolong", 5_790, 40);
    Shelf.sell("pot", "Teapot", 3_090, 2);
    gateway =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .listeningOn("127.0.0.1", 0)
                .withAccess(Access.byFile(keys()))
                .withShop(
                    new ShopSettings(
                        Sender.DEMO,
                        SERVER,
                        (userId, anonymousId) -> "proof of " + userId + " at " + anonymousId)));
    visitor = new Sender(gateway);
    await().until(() -> catalogue().path("products").size() >= 2);
  }

  private Path keys() throws Exception {
    return Files.writeString(
        folder.resolve(KeysFile.NAME),
        KeysFile.written(
            KeyRing.EMPTY
                .with(
                    WriteKey.ofBrowser(
                        Sender.DEMO, List.of("http://127.0.0.1:*"), false, Instant.EPOCH))
                .with(WriteKey.ofServer("server", Secrets.hashOf("secret"), Instant.EPOCH))));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void sellsWhatTheCatalogueTells() throws Exception {
    assertThat(catalogue().path("writeKey").asText()).isEqualTo(Sender.DEMO);
    assertThat(catalogue().path("products"))
        .anySatisfy(
            product -> {
              assertThat(product.path("productId").asText()).isEqualTo("tea");
              assertThat(product.path("names").path("en").asText())
                  .isEqualTo("High mountain oolong");
              assertThat(product.path("price").path("minor").asLong()).isEqualTo(5_790);
              assertThat(product.path("stock").asInt()).isEqualTo(40);
            });
  }

  @Test
  void showsTheSameDocumentAtEachPageAndHasAllItsFiles() throws Exception {
    String page = visitor.get("/shop/").body();
    for (String path : List.of("/shop/product/tea", "/shop/cart", "/shop/checkout")) {
      assertThat(visitor.get(path).body()).isEqualTo(page);
    }
    assertThat(page).doesNotContain("<script>", "http://", "https://", "style=");
    Matcher files = FILE.matcher(page + filesOf("app.js") + filesOf("pages.js"));
    int found = 0;
    while (files.find()) {
      assertThat(visitor.get(files.group(1)).statusCode()).as(files.group(1)).isEqualTo(200);
      found++;
    }
    assertThat(found).isGreaterThan(8);
  }

  @Test
  void knowsWhoHasSignedInUntilTheySignOut() throws Exception {
    HttpResponse<String> signedIn =
        ask("sign-in", "", Map.of("name", " Anna ", "anonymousId", "b1"));
    String cookie = cookie(signedIn);
    assertThat(read(signedIn).path("userId").asText()).isEqualTo("anna");
    assertThat(read(signedIn).path("proof").asText()).isEqualTo("proof of anna at b1");
    assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HTTPOnly", "SameSite=Strict", "Path=/shop");

    JsonNode who = read(ask("who", cookie, Map.of("anonymousId", "b2")));
    assertThat(who.path("proof").asText()).isEqualTo("proof of anna at b2");
    assertThat(ask("sign-out", cookie, Map.of()).headers().firstValue("Set-Cookie").orElseThrow())
        .contains("Max-Age=0");
    assertThat(read(ask("who", "", Map.of("anonymousId", "b2"))).has("userId")).isFalse();
  }

  @Test
  void waitsNeitherForALongBodyNorForOneThatDoesNotEnd() throws Exception {
    assertThat(ask("sign-in", "", Map.of("name", "x".repeat(9_000))).statusCode()).isEqualTo(413);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              "POST /shop/api/who HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes("HTTP/1.1 408".length()))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void believesNoCookieThatItDidNotWrite() throws Exception {
    String annas = cookie(ask("sign-in", "", Map.of("name", "anna", "anonymousId", "b1")));
    String berts = cookie(ask("sign-in", "", Map.of("name", "bert", "anonymousId", "b1")));
    String mixed = berts.substring(0, berts.indexOf('.')) + annas.substring(annas.indexOf('.'));

    for (String forged : List.of(mixed, "rtoto_shop=", "rtoto_shop=YW5uYQ.", "rtoto_shop=%%.%%")) {
      JsonNode who = read(ask("who", forged, Map.of("anonymousId", "b1")));
      assertThat(who.has("proof")).as(forged).isFalse();
    }
  }

  @Test
  void tellsAnOrderOnceAtItsOwnPricesUnderWhoHasSignedIn() throws Exception {
    String cookie = cookie(ask("sign-in", "", Map.of("name", "anna", "anonymousId", "b1")));
    try (Arrivals arrivals = Arrivals.from(Broker.shared())) {
      Map<String, Object> order =
          Map.of(
              "anonymousId", "b1",
              "userId", "bert",
              "checkoutId", "c-1",
              "perks", List.of("voucher"),
              "lines", List.of(Map.of("productId", "pot", "quantity", 2, "price", 1)));
      HttpResponse<String> placed = ask("orders", cookie, order);
      assertThat(placed.statusCode()).isEqualTo(200);
      // 2 x 30.90, 10 % off, and delivery.
      assertThat(read(placed).path("total").asLong()).isEqualTo(6_180 - 618 + 500);

      Arrivals.Arrival told = arrivals.next();
      assertThat(told.topic()).isEqualTo(Topic.ORDERS);
      assertThat(told.json().path("userId").asText()).isEqualTo("anna");
      assertThat(told.json().path("anonymousId").asText()).isEqualTo("b1");
      JsonNode properties = told.json().path("properties");
      assertThat(properties.path("order_id").asText())
          .isEqualTo(read(placed).path("orderId").asText());
      assertThat(properties.path("total").decimalValue()).isEqualByComparingTo("60.62");
      assertThat(properties.at("/products/0/price").decimalValue()).isEqualByComparingTo("30.90");
      assertThat(properties.at("/products/0/quantity").asInt()).isEqualTo(2);

      // The same checkout again is the same order, under the same message id.
      ask("orders", cookie, order);
      assertThat(arrivals.next().json().path("messageId")).isEqualTo(told.json().path("messageId"));
    }
  }

  @Test
  void sellsNothingThatItDoesNotHave() throws Exception {
    assertThat(refused(Map.of("productId", "gold", "quantity", 1)))
        .isEqualTo("Nothing is sold under the id gold.");
    assertThat(refused(Map.of("productId", "pot", "quantity", 3)))
        .isEqualTo("Of pot 1 to 2 pieces are sold, not 3.");
    assertThat(refused(Map.of("productId", "pot", "quantity", -1)))
        .isEqualTo("Of pot 1 to 2 pieces are sold, not -1.");
    assertThat(ask("orders", "", Map.of("anonymousId", "b1", "checkoutId", "c")).statusCode())
        .isEqualTo(409);
    assertThat(ask("orders", "", Map.of()).statusCode()).isEqualTo(400);
  }

  @Test
  void isThereOnlyWhereItIsWanted() throws Exception {
    try (Gateway without =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .listeningOn("127.0.0.1", 0))) {
      assertThat(new Sender(without).get("/shop/").statusCode()).isEqualTo(404);
      assertThat(new Sender(without).get("/shop/api/catalogue").statusCode()).isEqualTo(404);
      // What a shop's pages load is there in any case, for pages of any origin.
      HttpResponse<String> client = new Sender(without).get("/rtoto.mjs");
      assertThat(client.statusCode()).isEqualTo(200);
      assertThat(client.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }
  }

  private String refused(Map<String, Object> line) throws Exception {
    HttpResponse<String> answer =
        ask("orders", "", Map.of("anonymousId", "b1", "checkoutId", "c-2", "lines", List.of(line)));
    assertThat(answer.statusCode()).isEqualTo(409);
    return read(answer).path("message").asText();
  }

  private String filesOf(String script) throws Exception {
    return visitor.get("/shop/files/" + script).body();
  }

  private JsonNode catalogue() throws Exception {
    return read(visitor.get("/shop/api/catalogue"));
  }

  private HttpResponse<String> ask(String what, String cookie, Map<String, Object> body)
      throws Exception {
    return visitor.send(
        visitor
            .to("/shop/api/" + what)
            .header("Cookie", cookie.isEmpty() ? "none=1" : cookie)
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private static String cookie(HttpResponse<String> answer) {
    String all = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return all.substring(0, all.indexOf(';'));
  }

  private static JsonNode read(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
