package io.rtoto.cli.models;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.intake.SoundModel;
import io.rtoto.schemas.JsonFault;
import io.rtoto.schemas.models.ModelParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parameters in a file, as JSON. */
public final class ParameterFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ParameterFile() {}

  static void write(ModelParameters parameters, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, JSON.writeValueAsString(parameters) + "\n");
  }

  /**
   * Reads one.
   *
   * @param spec of the command that was given the file
   * @throws ParameterException when there is no such file
   * @throws CommandFailure when the file holds no parameters of a model
   */
  public static ModelParameters read(CommandSpec spec, Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ParameterException(spec.commandLine(), file + " is no file that can be read.");
    }
    try {
      ModelParameters parameters = JSON.readValue(Files.readAllBytes(file), ModelParameters.class);
      SoundModel.require(parameters);
      return parameters;
    } catch (JsonParseException e) {
      throw none(file, "It is no JSON.", e);
    } catch (MismatchedInputException e) {
      // What Jackson says of it is for programmers.
      throw none(file, "It is JSON of something else, or a part of it is missing.", e);
    } catch (JsonProcessingException e) {
      throw none(file, JsonFault.of(e).what() + ".", e);
    } catch (IllegalArgumentException e) {
      throw none(file, e.getMessage(), e);
    }
  }

  private static CommandFailure none(Path file, @Nullable String why, Exception cause) {
    return new CommandFailure(
        file
            + " holds no parameters of a model: "
            + why
            + " Maybe the file is another one; ./rtoto model fit writes them.",
        cause);
  }
}
