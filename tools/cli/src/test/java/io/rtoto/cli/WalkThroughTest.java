package io.rtoto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.console.ProjectRoot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the README of the rule library tells whoever writes a first rule and a first table,
 * word for word, in a library of its own: writes the files, makes the mistakes, and compares what
 * the commands say.
 */
final class WalkThroughTest {
  private static final Path LIBRARY = ProjectRoot.find().resolve("rules/library");
  private static final String NAMED = "rules/library";

  /** The sentences that tell the reader to do something, and the blocks that they are about. */
  private static final Pattern DEED =
      Pattern.compile(
          "Write\\s+`(?<write>[^`\\s]+\\.(?:drl|yaml|csv))`"
              + "|Add\\s+to\\s+`(?<add>[^`]+)`\\s+below\\s+`(?<below>[^`]+)`"
              + "|In\\s+`(?<in>[^`]+)`\\s+write\\s+`(?<new>[^`]+)`\\s+for\\s+`(?<old>[^`]+)`"
              + "|(?s:```(?<language>\\w*)\n(?<block>.*?)```)");

  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ \\./rtoto (.*)\n");

  @TempDir private Path folder;
  private Deed pending = new Deed("", "");
  private int files;
  private int changes;
  private int commands;

  /**
   * What the next block is for.
   *
   * @param file the file that it is put into
   * @param below behind which line; empty where it is all of the file
   */
  private record Deed(String file, String below) {}

  @Test
  void leadsWhoeverDoesAsItSaysToARuleAndATableThatHold() throws IOException {
    copyLibrary();
    String readme = Files.readString(LIBRARY.resolve("README.md"));
    String walk =
        readme.substring(
            readme.indexOf("\n## Write your first rule"), readme.indexOf("\n## Cases\n"));
    Matcher deeds = DEED.matcher(walk);
    while (deeds.find()) {
      if (deeds.group("write") != null) {
        pending = new Deed(deeds.group("write"), "");
      } else if (deeds.group("add") != null) {
        pending = new Deed(deeds.group("add"), deeds.group("below"));
      } else if (deeds.group("in") != null) {
        change(deeds.group("in"), deeds.group("old"), deeds.group("new"));
      } else if (deeds.group("language").equals("console")) {
        run(deeds.group("block"));
      } else {
        put(deeds.group("block"));
      }
    }
    assertThat(files).as("files").isEqualTo(5);
    assertThat(changes).as("changes").isEqualTo(6);
    assertThat(commands).as("commands").isGreaterThanOrEqualTo(8);
  }

  private void put(String block) throws IOException {
    assertThat(pending.file()).as("where this goes: " + block).isNotEmpty();
    Path file = folder.resolve(pending.file());
    if (pending.below().isEmpty()) {
      assertThat(file).doesNotExist();
      Files.writeString(file, block);
    } else {
      change(file, "\n" + pending.below() + "\n", "\n" + pending.below() + "\n" + block);
    }
    files++;
    pending = new Deed("", "");
  }

  private void change(String file, String before, String after) throws IOException {
    change(folder.resolve(file), before, after);
    changes++;
  }

  private static void change(Path file, String before, String after) throws IOException {
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(before);
    Files.writeString(file, text.replace(before, after));
  }

  /**
   * What a block shows after each command is what that says; {@code …} is what changes daily, by
   * the line.
   */
  private void run(String block) {
    List<MatchResult> typed = COMMAND.matcher(block).results().toList();
    assertThat(typed).as(block).isNotEmpty();
    for (int i = 0; i < typed.size(); i++) {
      int end = i + 1 < typed.size() ? typed.get(i + 1).start() : block.length();
      String expected = block.substring(typed.get(i).end(), end);
      assertThat(said(typed.get(i).group(1)))
          .as(typed.get(i).group(1))
          .matches(
              Pattern.quote(expected)
                  .replace("…\n", "\\E(?:[^\n]*\n)*?\\Q")
                  .replace("…", "\\E[^\n]*\\Q"));
      commands++;
    }
  }

  private String said(String command) {
    StringWriter told = new StringWriter();
    String[] words =
        Stream.of(command.split(" "))
            .map(word -> word.equals(NAMED) ? folder.toString() : word)
            .toArray(String[]::new);
    RtotoCommand.commandLine()
        .setOut(new PrintWriter(told, true))
        .setErr(new PrintWriter(told, true))
        .execute(words);
    return told.toString().replace(folder.toString(), NAMED);
  }

  private void copyLibrary() throws IOException {
    try (Stream<Path> all = Files.walk(LIBRARY)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(LIBRARY.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
