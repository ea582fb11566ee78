package io.rtoto.schemas.rulebundles;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the rules: their sources, and the classes compiled from them. Key of its topic:
 * {@code active} for the rules in force, {@code shadow} for those that decide beside them, muted.
 *
 * @param version content hash of the sources and of the facts that they were compiled against
 *     (first 12 hex digits of SHA-256)
 * @param parent the version that it replaces; null for the first
 * @param author who published it
 * @param publishedAt when
 * @param sources each file of the library by its path, as written
 * @param classes the compiled classes by name (base64 in JSON)
 * @param models the names of the generated model classes, one for each moment
 * @param rules what each rule says of itself
 * @param tags what each tag that rules may note says of whoever bears it
 * @param seal what its publisher vouches for; null of one that was never published, and of older
 *     ones
 * @param facts SHA-256 of the facts that it was compiled against, in hex; null of older ones
 * @param cases each file of its cases by its path, as written: what its author tries the next
 *     version by. Nothing that is decided depends on them, and nobody signs them. Null of older
 *     ones, and of the message that puts it in force: there the history tells them
 */
public record RuleBundle(
    String version,
    @Nullable String parent,
    String author,
    Instant publishedAt,
    Map<String, String> sources,
    Map<String, byte[]> classes,
    List<String> models,
    List<RuleCard> rules,
    List<TagCard> tags,
    @Nullable Seal seal,
    @Nullable String facts,
    @Nullable Map<String, String> cases) {

  /** The key of the message that holds the version in force. */
  public static final String ACTIVE_KEY = "active";

  /** The key of the message that holds the version which decides beside it, muted. */
  public static final String SHADOW_KEY = "shadow";

  /** The key, in the history, of what waits for approval. */
  public static final String PROPOSED_KEY = "proposed";

  /** Older bundles tell no tags. */
  public RuleBundle {
    tags = requireNonNullElse(tags, List.of());
  }

  /** One that does not tell its cases. */
  public RuleBundle(
      String version,
      @Nullable String parent,
      String author,
      Instant publishedAt,
      Map<String, String> sources,
      Map<String, byte[]> classes,
      List<String> models,
      List<RuleCard> rules,
      List<TagCard> tags,
      @Nullable Seal seal,
      @Nullable String facts) {
    this(
        version,
        parent,
        author,
        publishedAt,
        sources,
        classes,
        models,
        rules,
        tags,
        seal,
        facts,
        null);
  }

  /** One that is yet to be published, and tells neither facts nor cases. */
  public RuleBundle(
      String version,
      @Nullable String parent,
      String author,
      Instant publishedAt,
      Map<String, String> sources,
      Map<String, byte[]> classes,
      List<String> models,
      List<RuleCard> rules,
      List<TagCard> tags) {
    this(version, parent, author, publishedAt, sources, classes, models, rules, tags, null, null);
  }

  /** The same, with these cases; with none where null. */
  public RuleBundle withCases(@Nullable Map<String, String> others) {
    return new RuleBundle(
        version,
        parent,
        author,
        publishedAt,
        sources,
        classes,
        models,
        rules,
        tags,
        seal,
        facts,
        others);
  }

  /** The number of its publication, from 1 on; 0 of one that has none. */
  public long number() {
    return seal == null ? 0 : seal.number();
  }

  /**
   * What tells its content from any other, whatever version it claims to be: this is what is signed
   * and approved.
   *
   * @return SHA-256 of sources, classes, models, rules, tags and facts, in hex; not of its cases
   */
  public String content() {
    return Content.hash(this);
  }

  /**
   * What a rule says of itself.
   *
   * @param id as in {@code @id}
   * @param name its sentence
   * @param moment the moment that it reacts to
   * @param owner as in {@code @owner}
   * @param since as in {@code @since}
   * @param source the path of its file
   */
  public record RuleCard(
      String id, String name, String moment, String owner, String since, String source) {}

  /**
   * A tag that rules may note of a customer.
   *
   * @param name as on the customer
   * @param means what it says of whoever bears it
   * @param owner who is asked about it
   * @param type {@code behaviour}, {@code interest}, {@code value} or {@code risk}
   * @param texts what it says in the languages of those who read it, BCP 47; empty where nobody has
   *     written that
   */
  public record TagCard(
      String name, String means, String owner, String type, Map<String, String> texts) {
    /** Older bundles tell no texts. */
    public TagCard {
      texts = requireNonNullElse(texts, Map.of());
    }
  }
}
