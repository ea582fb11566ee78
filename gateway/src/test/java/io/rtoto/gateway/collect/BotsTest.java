package io.rtoto.gateway.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which visitors are programs. */
final class BotsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CRAWLER =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/141.0.0.0 Safari/537.36";

  @ParameterizedTest
  @ValueSource(
      strings = {
        CRAWLER,
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Chrome/141.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1;"
            + " +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"
      })
  void marksWhatCallsItselfAProgram(String name) {
    assertThat(new Bots(null).marked(call(name)).path("context"))
        .isEqualTo(JSON.createObjectNode().put("userAgent", name).put("bot", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BROWSER,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0",
        "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
        ""
      })
  void leavesBrowsersAsTheyAre(String name) {
    assertThat(new Bots(null).marked(call(name))).isEqualTo(call(name));
  }

  @Test
  void goesByThePageWhenTheCallSaysNothing() throws Exception {
    assertThat(new Bots(CRAWLER).marked(JSON.readTree("{\"type\":\"page\"}")).at("/context/bot"))
        .isEqualTo(JSON.readTree("true"));
    assertThat(new Bots(CRAWLER).marked(call(BROWSER))).isEqualTo(call(BROWSER));
    assertThat(new Bots(null).marked(JSON.readTree("{\"type\":\"page\"}")).has("context"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "{\"context\":\"x\"}", "{\"context\":[]}"})
  void leavesToTheJobWhatIsNoCall(String text) throws Exception {
    assertThat(new Bots(CRAWLER).marked(JSON.readTree(text))).isEqualTo(JSON.readTree(text));
  }

  @Test
  void looksAtNoMoreNewNamesThanARequestMayBring() {
    List<JsonNode> calls =
        IntStream.range(0, 60).mapToObj(i -> call(CRAWLER + " unheard-of/" + i)).toList();

    assertThat(marked(new Bots(null), calls)).isEqualTo(50);
    assertThat(marked(new Bots(null), calls)).as("of the next request").isEqualTo(60);
  }

  private static long marked(Bots bots, List<JsonNode> calls) {
    return calls.stream()
        .map(call -> bots.marked(call.deepCopy()))
        .filter(call -> call.at("/context/bot").asBoolean())
        .count();
  }

  private static JsonNode call(String userAgent) {
    JsonNode context = JSON.createObjectNode().put("userAgent", userAgent);
    return JSON.createObjectNode().put("type", "page").set("context", context);
  }
}
