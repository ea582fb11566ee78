package io.rtoto.cli.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.rtoto.schemas.models.ModelParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import picocli.CommandLine;

/**
 * {@code rtoto model}, as a test types it.
 *
 * @param out what it said
 * @param err what it said of itself
 */
record ModelCommandLine(StringWriter out, StringWriter err) {

  int execute(String... arguments) {
    return new CommandLine(new ModelCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(failure.getMessage());
              return 1;
            })
        .execute(arguments);
  }

  /** Where parameters are not as their schema says. */
  static List<String> violations(JsonNode written) throws IOException {
    Validator validator = new ValidatorFactory().createValidator();
    try (InputStream schema =
        ModelParameters.class.getResourceAsStream("/json/models.schema.json")) {
      URI uri = validator.registerSchema(new String(schema.readAllBytes(), UTF_8));
      return validator.validate(uri, written.toString()).getErrors().stream()
          .map(error -> error.getInstanceLocation() + " " + error.getError())
          .toList();
    }
  }
}
