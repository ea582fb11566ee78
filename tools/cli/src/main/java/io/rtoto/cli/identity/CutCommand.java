package io.rtoto.cli.identity;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.LinkCut;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** These two are not one customer. */
@Command(
    name = "cut",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Orders that a link between two identifiers does not count: not now and not later.",
      "Unless other links join them, each side gets exactly its own history back."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CutCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "IDENTIFIER", description = "One of the two.")
  private String one;

  @Parameters(index = "1", paramLabel = "OTHER", description = "The other.")
  private String other;

  @Mixin private OrderSettings options;

  @Override
  public Integer call() throws IOException {
    try (Registry registry = options.open()) {
      Identifier first = registry.subjects().identifier(one);
      Identifier second = registry.subjects().identifier(other);
      boolean isStronger = first.compareTo(second) < 0;
      Identifier stronger = isStronger ? first : second;
      Identifier weaker = isStronger ? second : first;
      requireTwo(stronger, weaker);
      PrintWriter out = spec.commandLine().getOut();
      Optional<PlacedCommand> before =
          Orders.inForce(registry, LinkCut.class, Set.of(stronger, weaker));
      if (before.isPresent()) {
        out.println(Orders.inForceAlready(before.get()));
      } else {
        order(registry, stronger, weaker);
      }
      if (options.waits()) {
        Optional<Identity> its =
            options.settled(registry, stronger, identity -> !isLinked(identity, weaker));
        Optional<Identity> others = options.settled(registry, weaker, identity -> true);
        List<Identity> customers =
            its.isPresent() ? registry.joined(its.get().customerId()) : List.of();
        told(stronger, its, weaker, others, customers).forEach(out::println);
      } else if (before.isEmpty()) {
        out.println("It is ordered.");
      }
      out.flush();
      return 0;
    }
  }

  private static void requireTwo(Identifier stronger, Identifier weaker) {
    if (stronger.equals(weaker)) {
      throw new CommandFailure(
          stronger.key()
              + " is both of them; expected two identifiers.\nMaybe they are two spellings.");
    }
  }

  private void order(Registry registry, Identifier stronger, Identifier weaker) throws IOException {
    if (!options.force() && !isLinked(registry.identity(stronger), weaker)) {
      throw new CommandFailure(
          "No link is known between "
              + stronger.key()
              + " and "
              + weaker.key()
              + ".\nMaybe they hang together over others: ./rtoto identity show tells. --force orders"
              + " it all the same, for the day when they are named together.");
    }
    // Of the one that is named first it is told that it has obeyed; of the stronger its links tell.
    options.order(
        registry,
        List.of(new LinkCut(weaker, stronger, options.author(), options.why(), options.now())));
  }

  private static boolean isLinked(Identity stronger, Identifier weaker) {
    return stronger.links().stream().anyMatch(link -> link.other().equals(weaker));
  }

  /**
   * What has come of it: that other links join the two only once that is settled for both.
   *
   * @param customers how the identifiers of the first one's customer are known
   */
  static List<String> told(
      Identifier one,
      Optional<Identity> its,
      Identifier other,
      Optional<Identity> others,
      List<Identity> customers) {
    if (its.isEmpty() || others.isEmpty()) {
      return List.of("The link is cut.", OrderSettings.notSettledYet(its.isEmpty() ? one : other));
    }
    String customerId = its.get().customerId();
    if (!customerId.equals(others.get().customerId())) {
      return List.of(
          "The link is cut.",
          one.key() + " is of " + customerId + ",",
          other.key() + " is of " + others.get().customerId() + ".");
    }
    List<String> lines = new ArrayList<>();
    lines.add("The link is cut. Both still are of " + customerId + ", by other links:");
    lines.addAll(Way.between(one, other, customers));
    lines.add("./rtoto identity show " + customerId);
    return lines;
  }
}
