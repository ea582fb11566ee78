package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;

/** What leaves tell each other, for good: a crash takes nothing back of what was written. */
final class Loop {
  private final List<List<LoopMessage>> byTask = new ArrayList<>();

  Loop(int tasks) {
    for (int i = 0; i < tasks; i++) {
      byTask.add(new ArrayList<>());
    }
  }

  void write(LoopMessage message) {
    byTask.get(task(message.to(), byTask.size())).add(message);
  }

  List<LoopMessage> of(int task) {
    return byTask.get(task);
  }

  /** Which of so many subtasks holds the identifier. */
  static int task(Identifier id, int tasks) {
    return Math.floorMod((id.hash().hashCode() * 0x9E3779B1) >>> 7, tasks);
  }
}
