package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * Marks the calls of visitors that are programs, such as search engines, by what they call
 * themselves. A program that calls itself a browser is not seen.
 *
 * <p>The rules of who is who are large, and read once for the process, by whoever needs them first.
 * Answers are kept for the newest names. For worker threads, who may share one.
 */
final class Bots {
  private static final Set<String> PROGRAMS = Set.of("Robot", "Robot Mobile", "Robot Imitator");
  private static final String CLASS = UserAgent.DEVICE_CLASS;
  private static final int NAMES_KEPT = 5_000;

  /** Longer than any name that a browser has; the rest is not read. */
  private static final int NAME_LENGTH = 512;

  private Bots() {}

  /** Reads the rules, if nobody has yet: takes seconds. */
  static void load() {
    boolean unused = isBot("Mozilla/5.0");
  }

  /**
   * The call, with {@code context.bot: true} when the visitor is a program. What the call says of
   * itself goes before what the request says: a server that passes a call on has a name of its own.
   *
   * @param pageUserAgent what the sender of the request calls itself, when it is a page; else null
   */
  static JsonNode marked(JsonNode call, @Nullable String pageUserAgent) {
    if (!(call instanceof ObjectNode fields)) {
      return call;
    }
    JsonNode context = fields.get("context");
    JsonNode told = context == null ? null : context.get("userAgent");
    String name = told != null && told.isTextual() ? told.textValue() : pageUserAgent;
    if (name == null || name.isEmpty() || !isBot(name)) {
      return call;
    }
    if (context != null && !context.isNull() && !context.isObject()) {
      // The job says what is wrong with it.
      return call;
    }
    ObjectNode marked = JsonNodeFactory.instance.objectNode();
    if (context instanceof ObjectNode own) {
      marked.setAll(own);
    }
    marked.put("bot", true);
    fields.set("context", marked);
    return fields;
  }

  private static boolean isBot(String name) {
    String read = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
    return PROGRAMS.contains(Rules.ANALYZER.parse(read).getValue(CLASS));
  }

  /** Initialized when it is first asked. */
  private static final class Rules {
    private static final UserAgentAnalyzer ANALYZER =
        UserAgentAnalyzer.newBuilder()
            .withField(CLASS)
            .withCache(NAMES_KEPT)
            .hideMatcherLoadStats()
            .dropTests()
            .immediateInitialization()
            .build();
  }
}
