package io.rtoto.bench;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Within what the numbers of a command are: others are wrong usage.
 *
 * @param spec the command
 */
record Bounds(CommandSpec spec) {
  /** What an option was set to; less than that is wrong usage. */
  int atLeast(int least, String option, int value) {
    return (int) atLeast((long) least, option, value);
  }

  /** The same, of a large number. */
  long atLeast(long least, String option, long value) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; expected at least " + least + ".");
    }
    return value;
  }

  /** What an option was set to; less or more than that is wrong usage. */
  int within(int least, int most, String option, int value) {
    if (value >= least && value <= most) {
      return value;
    }
    throw outside(option, value, least, most);
  }

  /** The same, of a number with a fraction. */
  double within(double least, double most, String option, double value) {
    if (value >= least && value <= most) {
      return value;
    }
    throw outside(option, value, least, most);
  }

  private ParameterException outside(String option, Number value, Number least, Number most) {
    return new ParameterException(
        spec.commandLine(),
        option + " is " + value + "; expected a number from " + least + " to " + most + ".");
  }
}
