package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * Marks the calls of visitors that are programs, such as search engines, by what they call
 * themselves. A program that calls itself a browser is not seen.
 *
 * <p>The rules of who is who are large (some 80 MB), and read once for the process, by whoever
 * needs them first: seconds. A name that was not seen lately costs half a millisecond, so that one
 * request may bring only so many; the calls beyond them stay unmarked. For the worker thread of one
 * request.
 */
final class Bots {
  private static final Set<String> PROGRAMS = Set.of("Robot", "Robot Mobile", "Robot Imitator");
  private static final String CLASS = UserAgent.DEVICE_CLASS;
  private static final int NAMES_KEPT = 20_000;
  private static final int NEW_NAMES_A_REQUEST = 50;

  /** Longer than any name that a browser has; the rest is not read. */
  private static final int NAME_LENGTH = 512;

  private static final Cache<String, Boolean> SEEN =
      Caffeine.newBuilder().maximumSize(NAMES_KEPT).build();

  private final @Nullable String pageUserAgent;
  private int newNames = NEW_NAMES_A_REQUEST;

  /**
   * For the calls of one request.
   *
   * @param pageUserAgent what the sender of the request calls itself, when it is a page; else null
   */
  Bots(@Nullable String pageUserAgent) {
    this.pageUserAgent = pageUserAgent;
  }

  /** Reads the rules, if nobody has yet: takes seconds. */
  static void load() {
    boolean unused = isProgram("Mozilla/5.0");
  }

  /**
   * The call, with {@code context.bot: true} when the visitor is a program. What the call says of
   * itself goes before what the request says: a server that passes a call on has a name of its own.
   */
  JsonNode marked(JsonNode call) {
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

  private boolean isBot(String name) {
    String read = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
    Boolean seen = SEEN.getIfPresent(read);
    if (seen != null) {
      return seen;
    }
    if (newNames == 0) {
      return false;
    }
    newNames--;
    boolean program = isProgram(read);
    SEEN.put(read, program);
    return program;
  }

  private static boolean isProgram(String name) {
    return PROGRAMS.contains(Rules.ANALYZER.parse(name).getValue(CLASS));
  }

  /** Initialized when it is first asked. */
  private static final class Rules {
    private static final UserAgentAnalyzer ANALYZER =
        UserAgentAnalyzer.newBuilder()
            .withField(CLASS)
            .withoutCache()
            .hideMatcherLoadStats()
            .dropTests()
            .immediateInitialization()
            .build();
  }
}
