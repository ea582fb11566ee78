package io.rtoto.rules.authoring;

import io.rtoto.rules.findings.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one file. */
final class Findings {
  private final String file;
  private final List<Finding> all = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void add(Word where, String code, String message) {
    add(where, code, message, "");
  }

  void add(Word where, String code, String message, String hint) {
    all.add(new Finding(file, where.line(), where.column(), where.length(), code, message, hint));
  }

  List<Finding> all() {
    return all;
  }
}
