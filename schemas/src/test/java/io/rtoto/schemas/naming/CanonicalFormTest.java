package io.rtoto.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalFormTest {
  private static final List<String> HIDDEN =
      List.of("\u200B", "\u200D", "\uFEFF", "\u00AD", "\u202E", "\u2066", "\uFE0F", "\u0007");
  private static final List<String> SPACES = List.of(" ", "\t", "\u00A0", "\u3000", "\u2009");

  @ParameterizedTest
  @CsvSource({
    // spaces around
    "' u-1 ',u-1",
    "'\u00A0u-1\u3000',u-1",
    "'\tu-1\r\n',u-1",
    // spaces within stay
    "'u 1','u 1'",
    // width and style
    "ｕ－１,u-1",
    "Ⅻ,XII",
    "ﬁ,fi",
    // composed or not
    "Zoe\u0308,Zo\u00EB",
    // what cannot be seen
    "u\u200B-\u200D1\uFEFF,u-1",
    "\u202Eu-1\u202C,u-1",
    "u\u00AD-1,u-1",
    "u\u0007-1,u-1",
    // a hidden character that keeps a letter from its accent
    "Zoe\u200D\u0308,Zo\u00EB",
    // case stays
    "Anna,Anna",
    "ＡＮＮＡ,ANNA"
  })
  void readsAText(String sent, String name) {
    assertThat(CanonicalForm.ofText(sent)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u200B", " \u3000\uFEFF", "\u3164", "\u034F", "\u0001"})
  void nothingIsLeftOfWhatCannotBeSeen(String sent) {
    assertThat(CanonicalForm.ofText(sent)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "' Anna@Example.ORG ',anna@example.org",
    "ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ,anna@example.org",
    "an\u200Bna@example.org,anna@example.org",
    "ANNA+news@example.org,anna+news@example.org",
    "A.N.N.A@example.org,a.n.n.a@example.org",
    "JÖRG@BÜCHER.EXAMPLE,jörg@bücher.example",
    "J\u030C@example.org,\u01F0@example.org"
  })
  void readsAnEmailAddress(String sent, String name) {
    assertThat(CanonicalForm.ofEmail(sent)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "@", "anna@", "@example.org", " ", "n/a"})
  void whatIsNoAddressIsNobodys(String sent) {
    assertThat(CanonicalForm.ofEmail(sent)).isNull();
  }

  /** In Turkish the small letter of I has no dot: an address must not hang on the machine. */
  @Test
  void readsTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(CanonicalForm.ofEmail("ANNI@EXAMPLE.ORG")).isEqualTo("anni@example.org");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void handsBackWhatNeedsNoChange() {
    String id = "u-1 of 5b6f2b1e-7a54";
    String address = "anna@example.org";
    assertThat(CanonicalForm.ofText(id)).isSameAs(id);
    assertThat(CanonicalForm.ofEmail(address)).isSameAs(address);
  }

  @Test
  void changesNoCharacterTwice() {
    List<String> changedTwice = new ArrayList<>();
    for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        String once = CanonicalForm.ofText("a" + Character.toString(c) + "b");
        if (!CanonicalForm.ofText(once).equals(once)) {
          changedTwice.add(Integer.toHexString(c));
        }
      }
    }
    assertThat(changedTwice).isEmpty();
  }

  @Property(seed = "20261126", tries = 5_000)
  void theFormOfAFormIsItself(@ForAll("names") String sent) {
    String text = CanonicalForm.ofText(sent);
    assertThat(CanonicalForm.ofText(text)).isEqualTo(text);
    String email = CanonicalForm.ofEmail(sent + "@" + sent);
    if (email != null) {
      assertThat(CanonicalForm.ofEmail(email)).isEqualTo(email);
    }
  }

  @Property(seed = "20261126", tries = 2_000)
  void spacesAroundAndWhatCannotBeSeenMakeNoOtherName(
      @ForAll("plainNames") String name,
      @ForAll("spaces") String before,
      @ForAll("spaces") String behind,
      @ForAll("hidden") String within) {
    String middle =
        name.substring(0, name.length() / 2) + within + name.substring(name.length() / 2);
    assertThat(CanonicalForm.ofText(before + middle + behind)).isEqualTo(name);
  }

  @Property(seed = "20261126", tries = 2_000)
  void caseMakesAnotherNameButNotAnotherAddress(@ForAll("plainNames") String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (!upper.equals(name)) {
      assertThat(CanonicalForm.ofText(upper)).isNotEqualTo(CanonicalForm.ofText(name));
    }
    assertThat(CanonicalForm.ofEmail(upper + "@EXAMPLE.ORG"))
        .isEqualTo(CanonicalForm.ofEmail(name + "@example.org"));
  }

  @Provide
  Arbitrary<String> plainNames() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(30);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(3),
            Arbitraries.of(HIDDEN),
            Arbitraries.of(SPACES),
            Arbitraries.of("J\u030C", "e", "\u0308", "\u0130", "\u03A3", "\uFF21", "\uFB01"),
            Arbitraries.integers()
                .between(1, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(Character::toString))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> spaces() {
    return Arbitraries.of(SPACES).list().ofMaxSize(3).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> hidden() {
    return Arbitraries.of(HIDDEN).list().ofMaxSize(3).map(parts -> String.join("", parts));
  }
}
