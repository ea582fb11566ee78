package io.rtoto.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Grafana is not here to show them: what can be told of a dashboard by its file. */
final class DashboardTest {
  private static final int COLUMNS = 24;

  private final List<Dashboard> dashboards;

  DashboardTest() throws IOException {
    dashboards = Dashboard.all();
  }

  @Test
  void thereIsOneForEachQuestion() {
    assertThat(dashboards)
        .extracting(Dashboard::file)
        .containsExactly("gateway.json", "job.json", "operations.json", "rules.json");
    assertThat(dashboards)
        .extracting(one -> one.json().path("uid").asText())
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.startsWith("rtoto-"));
  }

  @Test
  void eachPanelTellsWhatItShowsAndInWhichUnit() {
    for (Dashboard dashboard : dashboards) {
      assertThat(dashboard.panels()).as(dashboard.file()).hasSizeGreaterThan(8);
      for (JsonNode panel : dashboard.panels()) {
        JsonNode defaults = panel.at("/fieldConfig/defaults");
        assertThat(
                List.of(
                    panel.path("title").asText(),
                    panel.path("description").asText(),
                    defaults.path("unit").asText()))
            .as(dashboard.nameOf(panel))
            .noneMatch(String::isBlank);
        assertThat(defaults.at("/thresholds/steps")).as(dashboard.nameOf(panel)).isNotEmpty();
        assertThat(panel.path("targets")).as(dashboard.nameOf(panel)).isNotEmpty();
        panel
            .path("targets")
            .forEach(
                line ->
                    assertThat(line.path("legendFormat").asText())
                        .as(dashboard.nameOf(panel))
                        .isNotBlank());
      }
    }
  }

  @Test
  void eachAsksTheDataSourceThatTheReaderChooses() {
    for (Dashboard dashboard : dashboards) {
      assertThat(dashboard.json().at("/templating/list/0/type").asText()).isEqualTo("datasource");
      for (JsonNode panel : dashboard.panels()) {
        assertThat(panel.findValuesAsText("uid"))
            .as(dashboard.nameOf(panel))
            .isNotEmpty()
            .containsOnly("${datasource}");
      }
    }
  }

  @Test
  void noPanelLiesOnAnother() {
    for (Dashboard dashboard : dashboards) {
      Set<String> taken = new HashSet<>();
      for (JsonNode panel : dashboard.panels()) {
        JsonNode place = panel.path("gridPos");
        int right = place.path("x").asInt() + place.path("w").asInt();
        assertThat(right).as(dashboard.nameOf(panel)).isBetween(1, COLUMNS);
        for (int x = place.path("x").asInt(); x < right; x++) {
          for (int y = 0; y < place.path("h").asInt(); y++) {
            assertThat(taken.add(x + "," + (y + place.path("y").asInt())))
                .as(dashboard.nameOf(panel))
                .isTrue();
          }
        }
      }
      assertThat(dashboard.panels())
          .extracting(panel -> panel.path("id").asInt())
          .doesNotHaveDuplicates()
          .doesNotContain(0);
    }
  }
}
