package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.findings.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionTableTest {
  @Test
  void showsTheLibrary() {
    Path library = Path.of(System.getProperty("rtoto.root", "."), "rules", "library");
    RuleLibrary all = RuleLibrary.rulesIn(library);
    String path = "retail/cart_changed/free_delivery_near.table.csv";
    RuleText text = RuleText.of(path, all.files().get(path));
    System.out.println(text.text().lines().limit(80).toList());
    List<Finding> findings = RuleBookCheck.check(all);
    assertThat(findings).isEmpty();
  }
}
