package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Commands.Placed;
import java.util.ArrayList;
import java.util.List;

/** The commands, in order and for good, and their triggers. */
final class CommandLog {
  private final List<Entry> entries = new ArrayList<>();
  private final Loop loop;
  private final Trace trace;

  record Entry(Command command, Author author) {}

  CommandLog(Loop loop, Trace trace) {
    this.loop = loop;
    this.trace = trace;
  }

  void append(Command command, Author author) {
    entries.add(new Entry(command, author));
    trace.note(() -> "command " + size() + " of " + author + ": " + command);
    command.triggers(size(), null).forEach(loop::write);
  }

  int size() {
    return entries.size();
  }

  Command get(long seq) {
    return entries.get((int) seq - 1).command();
  }

  List<Entry> entries() {
    return entries;
  }

  Commands upTo(long seq) {
    Commands commands = new Commands();
    for (long i = 1; i <= seq; i++) {
      commands.append(new Placed(i, get(i)));
    }
    return commands;
  }
}
