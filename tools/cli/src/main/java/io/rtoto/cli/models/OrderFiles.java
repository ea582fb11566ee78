package io.rtoto.cli.models;

import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.formats.WrongFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The files with orders that a command is given, as {@code rtoto run} is. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class OrderFiles {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      split = ",",
      description =
          "The files to read; gzip is accepted. Only orders count, and only of customers with a"
              + " name beyond their browser.")
  private List<Path> inputs;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      description =
          "How they are laid out: segment, rees46, taobao, retailrocket, online-retail, cdnow.")
  private String format;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description =
          "Leave out orders at it or later (default: none; then the last order's day is the last"
              + " day).")
  private @Nullable Instant to;

  /** Who bought when. */
  Purchases read(Progress progress) throws IOException {
    return read(progress, known -> new PurchaseReader(known, to, progress).read(inputs));
  }

  /** How much of which product whom bought. */
  ProductPurchases readProducts(Progress progress) throws IOException {
    return read(progress, known -> new ProductPurchases(known, to, progress, inputs));
  }

  /** Reads files of a format. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(InputFormat known) throws IOException;
  }

  private <T> T read(Progress progress, Reader<T> reader) throws IOException {
    InputFormat known =
        InputFormat.named(format)
            .orElseThrow(
                () -> wrong("--format is " + format + "; expected one of " + InputFormat.names()));
    for (Path input : inputs) {
      if (!Files.isReadable(input) || Files.isDirectory(input)) {
        throw wrong("--input " + input + " is no file that can be read");
      }
    }
    progress.begin("reading", -1);
    try {
      return reader.read(known);
    } catch (WrongFormat e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } finally {
      progress.end();
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what + ".");
  }
}
