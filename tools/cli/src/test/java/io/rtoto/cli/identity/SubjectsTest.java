package io.rtoto.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubjectsTest {
  private static final EngageSettings SETTINGS =
      EngageSettings.read(
          new String[0],
          Map.of(
              "RTOTO_IDENTITY_SECRET", "a secret",
              "RTOTO_IDENTIFIER_TYPES", "membership rank=25 field=membershipNumber"));

  /** A user id as some systems make them: a UUID without its hyphens. */
  private static final String UUID = "0f8fad5bd9cb469fa16570867728950e";

  private static final Identifier IN_CLEAR =
      new Pseudonyms("a secret").identifier(IdentifierType.USER_ID, UUID);
  private static final Identifier HASHED = new Identifier(IdentifierType.USER_ID, UUID);

  private final Set<Identifier> known = new HashSet<>();
  private final Subjects subjects = new Subjects(SETTINGS, known::contains);

  @Test
  void readsANameAsTheJobDoes() throws IOException {
    Identifier email =
        new Pseudonyms("a secret").identifier(IdentifierType.EMAIL, "anna@shop.example");

    assertThat(subjects.identifier("email: Anna@Shop.example ")).isEqualTo(email);
    // No address looks like a hash.
    assertThat(subjects.identifier("email:" + email.hash())).isEqualTo(email);
    assertThat(subjects.read(email.key())).isEqualTo(new Subject.Name(email));
  }

  @Test
  void takesWhatLooksLikeAHashForOneOrForANameInClearWhicheverIsKnown() throws IOException {
    known.add(IN_CLEAR);
    assertThat(subjects.identifier("userId:" + UUID)).isEqualTo(IN_CLEAR);
    known.clear();
    known.add(HASHED);
    assertThat(subjects.identifier("userId:" + UUID)).isEqualTo(HASHED);
  }

  @Test
  void asksWhichItIsWhereBothAreKnownOrNeither() throws IOException {
    assertThatThrownBy(() -> subjects.identifier("userId:" + UUID))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("Nothing is known of", "userId#" + UUID, "userId=" + UUID);
    known.add(HASHED);
    known.add(IN_CLEAR);
    assertThatThrownBy(() -> subjects.identifier("userId:" + UUID))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("is known as a hash, and", "userId#" + UUID, "userId=" + UUID);

    assertThat(subjects.identifier("userId#" + UUID)).isEqualTo(HASHED);
    assertThat(subjects.identifier("userId=" + UUID)).isEqualTo(IN_CLEAR);
  }

  @Test
  void readsATypeOfTheShopsOwnWithItsRank() throws IOException {
    assertThat(subjects.identifier("membership:4711").rank()).isEqualTo(25);
  }

  @Test
  void takesTheColonsInAValueForPartsOfIt() throws IOException {
    assertThat(subjects.identifier("lineId:U:1"))
        .isEqualTo(new Pseudonyms("a secret").identifier(IdentifierType.LINE_ID, "U:1"));
  }

  @Test
  void tellsACustomerByItsId() throws IOException {
    assertThat(subjects.read("c0123456789abcdef0123"))
        .isEqualTo(new Subject.Customer("c0123456789abcdef0123"));
  }

  @ParameterizedTest
  @CsvSource({
    "anna, anna is no identifier",
    "mail:anna, mail is no type of identifier",
    "userId:undefined, names nobody as userId",
    "email:anna, names nobody as email",
    "userId#anna, anna is no hash",
    "c0123, c0123 is no identifier"
  })
  void tellsWhatIsWrongWithAName(String text, String told) {
    assertThatThrownBy(() -> subjects.read(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(told);
  }
}
