package io.rtoto.cli.identity;

import io.rtoto.cli.CommandFailure;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.LinkCut;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
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
      requireLink(registry, first, second);
      LinkCut cut = new LinkCut(first, second, options.author(), options.why(), options.now());
      options.order(registry, List.of(cut));
      PrintWriter out = spec.commandLine().getOut();
      if (options.waits()) {
        tell(options.settled(registry, first), options.settled(registry, second), out);
      } else {
        out.println("It is ordered.");
      }
      out.flush();
      return 0;
    }
  }

  private void requireLink(Registry registry, Identifier first, Identifier second)
      throws IOException {
    if (first.equals(second)) {
      throw new CommandFailure(
          first.key()
              + " is both of them; expected two identifiers.\nMaybe they are two spellings.");
    }
    boolean isStronger = first.compareTo(second) < 0;
    Identity stronger = registry.identity(isStronger ? first : second);
    Identifier weaker = isStronger ? second : first;
    if (options.force()) {
      return;
    }
    for (PlacedCommand order : registry.orders(Set.of(first))) {
      if (order.command() instanceof LinkCut cut
          && Set.of(cut.identifier(), cut.other()).equals(Set.of(first, second))) {
        throw new CommandFailure(
            "The link between "
                + first.key()
                + " and "
                + second.key()
                + " is cut already, by order "
                + order.seq()
                + ".\nMaybe they hang together over others: ./rtoto identity show tells.");
      }
    }
    if (stronger.links().stream().noneMatch(link -> link.other().equals(weaker))) {
      throw new CommandFailure(
          "No link is known between "
              + first.key()
              + " and "
              + second.key()
              + ".\nMaybe they hang together over others: ./rtoto identity show tells. --force orders"
              + " it all the same, for the day when they are named together.");
    }
  }

  private static void tell(Identity one, Identity other, PrintWriter out) {
    if (one.customerId().equals(other.customerId())) {
      out.println("The link is cut. Both still are of " + one.customerId() + ", by other links:");
      out.println("./rtoto identity show " + one.customerId());
    } else {
      out.println("The link is cut.");
      out.println(one.identifier().key() + " is of " + one.customerId() + ",");
      out.println(other.identifier().key() + " is of " + other.customerId() + ".");
    }
  }
}
