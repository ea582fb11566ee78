package io.rtoto.rules.authoring;

import io.rtoto.rules.vocabulary.Vocabulary;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an author begins with: a rule that holds, and cases of when it speaks and when not. It says
 * nothing to anybody yet: it takes a note, so that it can be published before its words are found.
 *
 * @param name the idea in a word or two, as in {@code gift_card}
 * @param moment the moment of its folder
 * @param pack the industry, as in {@code retail}
 * @param owner who is asked when it misbehaves
 * @param since from when on
 */
public record NewRule(String name, Class<?> moment, String pack, String owner, LocalDate since) {
  /** The rule file's path from the library's root. */
  public String rulePath() {
    return beginning() + ".drl";
  }

  /** The path of the cases beside it. */
  public String casesPath() {
    return beginning() + ".cases.yaml";
  }

  /** The files' texts by their paths. */
  public Map<String, String> files() {
    return new TreeMap<>(Map.of(rulePath(), rule(), casesPath(), cases()));
  }

  /** What is proposed, by its name, as in {@code gift-card}. */
  public String proposal() {
    return name.replace('_', '-');
  }

  private String beginning() {
    return pack + "/" + Vocabulary.folderOf(moment) + "/" + name;
  }

  private String words() {
    return name.replace('_', ' ');
  }

  private String rule() {
    String words = words();
    return """
    // %s%s
    //
    // Why:   say here what makes you think that it helps
    // Ends:  open

    package %s

    rule "Propose %s"
        @id("%s")
        @owner("%s") @since("%s")
        agenda-group "propose"
    when
        %s()
        Customer( orders >= 1 )
    then
        insert( new Note( "%s" ) );
    end
    """
        .formatted(
            words.substring(0, Math.min(1, words.length())).toUpperCase(Locale.ROOT),
            words.substring(Math.min(1, words.length())),
            HouseLaw.packageOf(rulePath()),
            words,
            beginning().replace('/', '.'),
            owner,
            since,
            moment.getSimpleName(),
            proposal());
  }

  private String cases() {
    String speaks = "Who has bought before is noted";
    return """
    cases:
      - case: %s
        given:
          %s:
          Customer: {orders: 1}
        proposes:
          - note: %s

      - case: Who has never bought is not
        unlike: %s
        given:
          %s:
          Customer: {orders: 0}
        proposes: nothing
    """
        .formatted(speaks, moment.getSimpleName(), proposal(), speaks, moment.getSimpleName());
  }
}
