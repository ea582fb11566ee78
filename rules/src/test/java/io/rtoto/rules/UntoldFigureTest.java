package io.rtoto.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.facts.Agreement;
import io.rtoto.rules.facts.AgreementChanged;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.Proposal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was not told is no figure: no rule takes it for 0, and none fails of it. */
final class UntoldFigureTest {
  private static final Customer CUSTOMER =
      new Customer(5, 0, "", 90, 400, "en", true, "", "", List.of(), 0, "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AgreementChanged( daysHeld == 5 )",
        "AgreementChanged( daysHeld < 6 )",
        "AgreementChanged( daysHeld <= 5 )",
        "AgreementChanged( daysHeld > 4 )",
        "AgreementChanged( daysHeld >= 0 )",
        "AgreementChanged( daysHeld in (4, 5) )",
        "AgreementChanged( daysHeld > 7 || daysHeld < 7 )",
        "AgreementChanged( daysHeld not in (1, 2) && daysHeld >= 0 )",
        "AgreementChanged( $held : daysHeld )\nCustomer( orders <= $held )",
        "AgreementChanged( $held : daysHeld )\nCustomer( orders >= $held )",
        "AgreementChanged( $held : daysHeld )\nCustomer( orders == $held )",
        "AgreementChanged()\nCustomer( $orders : orders )\nAgreement( daysHeld <= $orders )",
        "AgreementChanged()\nCustomer( $orders : orders )\nAgreement( daysHeld == $orders )",
        "AgreementChanged()\nexists Agreement( daysUnused >= 5 )",
        "AgreementChanged( $held : daysHeld )\nAgreement( daysUnused <= $held )",
        "AgreementChanged()\nAgreement( $left : daysToEnd, daysUnused >= $left )"
      })
  void isLessMoreOrEqualToNone(String when) {
    RuleBook book =
        new Library()
            .with(
                "insurance/agreement_changed",
                "figure",
                "Propose to note it",
                Phase.PROPOSE,
                when,
                "insert( new Note( \"told\" ) );")
            .book();
    try (RuleBook.Reader reader = book.reader()) {
      assertThat(said(reader, 5L)).isEqualTo(verdict(new Proposal.Note("told")));
      assertThat(said(reader, null)).isEqualTo(Verdict.SILENCE);
    }
  }

  @Test
  void isAskedForOnlyOfTheKindThatARuleNames() {
    RuleBook book =
        new Library()
            .with("insurance/agreements.yaml", "agreements: {home: {}, life: {}}")
            .with(
                "insurance/agreement_changed",
                "next",
                "Propose to note it",
                Phase.PROPOSE,
                "AgreementChanged()\nnot Agreement( kind in (\"home\", \"life\"), daysHeld > 5 )",
                "insert( new Note( \"told\" ) );")
            .book();
    try (RuleBook.Reader reader = book.reader()) {
      assertThat(reader.asksFor(held("home", null), changed(1L))).isTrue();
      assertThat(reader.asksFor(held("life", 1L), changed(1L))).isTrue();
      assertThat(reader.asksFor(held("motor", 9L), changed(1L))).isFalse();
      assertThat(reader.asksFor(CUSTOMER, changed(1L))).isFalse();
    }
  }

  private static Verdict said(RuleBook.Reader reader, @Nullable Long figure) {
    return reader.ask(changed(figure), List.of(CUSTOMER, held("home", figure)));
  }

  private static Verdict verdict(Proposal proposal) {
    return new Verdict(
        List.of(new Verdict.Proposed("insurance.agreement_changed.figure", proposal)),
        List.of(),
        List.of());
  }

  private static AgreementChanged changed(@Nullable Long days) {
    return new AgreementChanged(List.of("began"), "a", "home", "", days, 0, "", days);
  }

  private static Agreement held(String kind, @Nullable Long days) {
    return new Agreement("a", kind, "", "active", days, "", days, days, days != null, days, days);
  }
}
