package io.rtoto.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * How a benchmark tells what came out.
 *
 * @param out where
 * @param json whether as an object instead of a table
 */
record Output(PrintWriter out, boolean json) {
  /**
   * Prints what was measured.
   *
   * @param table the same, for people
   */
  void print(Object measured, String table) throws IOException {
    out.println(
        json
            ? new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(measured)
            : table);
    out.flush();
  }
}
