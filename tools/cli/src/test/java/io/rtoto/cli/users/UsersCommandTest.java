package io.rtoto.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.Broker;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.User;
import io.rtoto.gateway.logins.UsersFile;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class UsersCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @SuppressWarnings("NullAway.Init") // set before each test
  private String kafka;

  @BeforeEach
  void empty() throws Exception {
    kafka = Broker.emptied();
  }

  @Test
  void makesAUserAndTellsTheirLinkOnce() throws IOException {
    assertThat(run("create", "anna", "--role", "agent", "--role", "author")).isZero();

    User anna = known("anna");
    assertThat(anna.roles()).containsExactlyInAnyOrder(Role.AGENT, Role.AUTHOR);
    assertThat(anna.canLogIn()).isFalse();
    assertThat(anna.codeSecret()).isNotNull();
    assertThat(out.toString())
        .containsPattern("http://localhost:8080/login#invitation=[A-Za-z0-9_-]{43}\\n");
  }

  @Test
  void needsNoCodeOfAnAgent() throws IOException {
    run("create", "anna", "--role", "agent");

    assertThat(known("anna").codeSecret()).isNull();
  }

  @Test
  void tellsTheLinkOfAnotherGateway() {
    run("create", "anna", "--role", "agent", "--gateway", "https://rtoto.example/");

    assertThat(out.toString()).contains("  https://rtoto.example/login#invitation=");
  }

  @Test
  void refusesARoleThatThereIsNot() {
    assertThat(run("create", "anna", "--role", "king")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "king is no role; expected one of viewer, agent, author, approver, privacy_officer,"
                + " admin.");
  }

  @Test
  void makesNobodyTwice() throws IOException {
    run("create", "anna", "--role", "agent");

    assertThat(run("create", "anna", "--role", "admin")).isNotZero();
    assertThat(known("anna").roles()).containsExactly(Role.AGENT);
  }

  @Test
  void keepsAUserOutAndLetsThemInAgain() throws IOException {
    run("create", "anna", "--role", "agent");
    assertThat(run("disable", "anna")).isZero();
    assertThat(known("anna").disabled()).isNotNull();
    run("list");
    assertThat(out.toString()).contains("anna").contains("disabled since");

    assertThat(run("reset", "anna")).isZero();
    assertThat(known("anna").disabled()).isNull();
    assertThat(known("anna").invitation()).isNotNull();
  }

  @Test
  void saysWhoThereIsWhereSomebodyIsUnknown() {
    run("create", "anna", "--role", "agent");

    assertThat(run("disable", "otto")).isNotZero();
    assertThat(err.toString()).contains("Nobody is called otto; expected one of: anna.");
  }

  @Test
  void writesDownWhoHasChangedWhom() throws Exception {
    run("create", "anna", "--role", "agent");
    run("disable", "anna");
    run("reset", "anna");

    List<String> told = new ArrayList<>();
    try (TopicReader reader = new TopicReader(kafka)) {
      reader.readAll(
          Topic.AUDIT,
          record -> {
            AuditEntry entry = Messages.of(AuditEntry.class).read(record.value());
            assertThat(entry.actor()).isEqualTo(System.getProperty("user.name"));
            assertThat(entry.action()).isEqualTo(AuditAction.USER_CHANGED);
            told.add(entry.subject() + " " + entry.detail());
          });
    }
    assertThat(told)
        .containsExactly(
            "anna is new; has roles agent", "anna is disabled", "anna is to set a new password");
  }

  @Test
  void changesUsersThoughNoBrokerWritesItDown() throws IOException {
    kafka = "127.0.0.1:1";

    assertThat(run("create", "anna", "--role", "agent")).isZero();
    assertThat(known("anna").roles()).containsExactly(Role.AGENT);
  }

  private User known(String name) throws IOException {
    return UsersFile.in(file()).named(name).orElseThrow();
  }

  private Path file() {
    return folder.resolve("kept/users.yaml");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--users", file().toString()));
    if (!arguments[0].equals("list")) {
      all.addAll(List.of("--kafka", kafka));
    }
    return new CommandLine(new UsersCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
