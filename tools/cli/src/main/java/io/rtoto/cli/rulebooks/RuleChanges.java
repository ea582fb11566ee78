package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.Counted;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * In what one version of the rules is another than the one before, as far as files and names tell.
 *
 * @param added the ids of new rules
 * @param gone of those that are no more
 * @param files those of both versions that read otherwise
 */
record RuleChanges(Set<String> added, Set<String> gone, Set<String> files) {
  static RuleChanges between(@Nullable RuleBundle before, RuleBundle after) {
    Set<String> added = ids(after);
    Set<String> gone = before == null ? new TreeSet<>() : ids(before);
    if (before != null) {
      added.removeAll(ids(before));
      gone.removeAll(ids(after));
    }
    Set<String> files = new TreeSet<>();
    if (before != null) {
      after
          .sources()
          .forEach(
              (path, text) -> {
                String old = before.sources().get(path);
                if (old != null && !old.equals(text)) {
                  files.add(path);
                }
              });
    }
    return new RuleChanges(added, gone, files);
  }

  private static Set<String> ids(RuleBundle bundle) {
    return bundle.rules().stream().map(RuleCard::id).collect(Collectors.toCollection(TreeSet::new));
  }

  /** A line for each kind of change; none where there is no change. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    tell(lines, added, "rule", "new");
    tell(lines, gone, "rule", "gone");
    tell(lines, files, "file", "changed");
    return lines;
  }

  private static void tell(List<String> lines, Set<String> which, String what, String how) {
    if (!which.isEmpty()) {
      lines.add("%s %s: %s".formatted(Counted.of(which.size(), what), how, some(which)));
    }
  }

  private static String some(Set<String> all) {
    String some = all.stream().limit(5).collect(Collectors.joining(", "));
    return all.size() > 5 ? some + ", ..." : some;
  }
}
