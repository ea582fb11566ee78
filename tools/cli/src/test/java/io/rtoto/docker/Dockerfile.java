package io.rtoto.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a Dockerfile by name.
 *
 * @param stages in order of the file
 */
record Dockerfile(Map<String, Stage> stages) {

  /**
   * A stage.
   *
   * @param from the image or stage that it begins with
   * @param instructions keyword and arguments, in order
   */
  record Stage(String from, List<Instruction> instructions) {
    /** The arguments of the last instruction with that keyword; null when there is none. */
    @Nullable String last(String keyword) {
      String found = null;
      for (Instruction instruction : instructions) {
        if (instruction.keyword().equals(keyword)) {
          found = instruction.arguments();
        }
      }
      return found;
    }
  }

  /** One instruction, its continued lines joined. */
  record Instruction(String keyword, String arguments) {}

  static Dockerfile read(Path file) throws IOException {
    Map<String, Stage> stages = new LinkedHashMap<>();
    StringBuilder joined = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.endsWith("\\")) {
        joined.append(line, 0, line.length() - 1).append(' ');
        continue;
      }
      String[] instruction = joined.append(line).toString().strip().split("\\s+", 2);
      joined.setLength(0);
      if (instruction[0].equals("FROM")) {
        String[] words = instruction[1].split("\\s+", -1);
        stages.put(words[2], new Stage(words[0], new ArrayList<>()));
      } else {
        newest(stages).instructions().add(new Instruction(instruction[0], instruction[1]));
      }
    }
    return new Dockerfile(stages);
  }

  /** A stage and those that it is built on, the first one first. */
  List<Stage> lineage(String name) {
    List<Stage> lineage = new ArrayList<>();
    Stage stage = stages.get(name);
    while (stage != null) {
      lineage.add(0, stage);
      stage = stages.get(stage.from());
    }
    return lineage;
  }

  private static Stage newest(Map<String, Stage> stages) {
    Stage newest = null;
    for (Stage stage : stages.values()) {
      newest = stage;
    }
    if (newest == null) {
      throw new IllegalStateException("The first instruction is not FROM.");
    }
    return newest;
  }
}
