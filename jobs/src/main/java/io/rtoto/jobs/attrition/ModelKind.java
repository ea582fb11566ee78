package io.rtoto.jobs.attrition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models that there are. */
public enum ModelKind {
  /** A customer may leave after each repeat purchase. */
  BGNBD("bgnbd", "BG/NBD", "r alpha a b") {
    @Override
    AttritionModel model(List<Double> values) {
      return new BgNbd(values.get(0), values.get(1), values.get(2), values.get(3));
    }
  },
  /** A customer may leave after each purchase, the first one too. */
  MBGNBD("mbgnbd", "MBG/NBD", "r alpha a b") {
    @Override
    AttritionModel model(List<Double> values) {
      return new MbgNbd(values.get(0), values.get(1), values.get(2), values.get(3));
    }
  },
  /** A customer may leave at any time. */
  PARETONBD("paretonbd", "Pareto/NBD", "r alpha s beta") {
    @Override
    AttritionModel model(List<Double> values) {
      return new ParetoNbd(values.get(0), values.get(1), values.get(2), values.get(3));
    }
  };

  private final String code;
  private final String title;
  private final String parameterNames;

  ModelKind(String code, String title, String parameterNames) {
    this.code = code;
    this.title = title;
    this.parameterNames = parameterNames;
  }

  abstract AttritionModel model(List<Double> values);

  /**
   * The model with those parameters.
   *
   * @param values in the order of {@link #parameterNames}
   * @throws IllegalArgumentException when they are not the parameters of such a model
   */
  public AttritionModel with(List<Double> values) {
    if (values.size() != parameterNames().size()) {
      throw new IllegalArgumentException(
          title
              + " has the parameters "
              + String.join(", ", parameterNames())
              + "; got "
              + values.size()
              + " numbers.");
    }
    for (int place = 0; place < values.size(); place++) {
      requirePositive(title, parameterNames().get(place), values.get(place));
    }
    return model(values);
  }

  /** The name in files and on the command line. */
  public String code() {
    return code;
  }

  /** The name in the literature. */
  public String title() {
    return title;
  }

  /** What its parameters are called in the literature. */
  public List<String> parameterNames() {
    return List.of(parameterNames.split(" "));
  }

  /** The model of that code; empty when there is none. */
  public static Optional<ModelKind> named(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /** All codes, for a person to choose from. */
  public static String codes() {
    return Arrays.stream(values()).map(ModelKind::code).collect(Collectors.joining(", "));
  }

  static void requirePositive(String model, String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The parameter " + name + " of " + model + " is " + value + "; expected more than 0.");
    }
  }
}
