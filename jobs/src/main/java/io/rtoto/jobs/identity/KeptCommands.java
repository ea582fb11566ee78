package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Commands;
import io.rtoto.jobs.identity.protocol.Commands.Placed;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.flow.PlacedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Keeps all orders, for ever. Every subtask has them on its heap, and there may be millions: so of
 * each it keeps only what the protocol needs, and what is in state and what the protocol looks up
 * are the same objects.
 */
final class KeptCommands {
  /** The places of a page: a checkpoint copies page by page, and events wait for it. */
  private static final int PAGE = 1000;

  /** All orders, by page, in their order. */
  static final MapStateDescriptor<Long, List<Placed>> PAGES =
      new MapStateDescriptor<>("commands", Types.LONG, Types.LIST(RecordTypes.of(Placed.class)));

  private final BroadcastState<Long, List<Placed>> pages;
  private final Commands commands = new Commands();

  private KeptCommands(BroadcastState<Long, List<Placed>> pages) {
    this.pages = pages;
  }

  /** In that state. */
  static KeptCommands in(OperatorStateStore state) throws Exception {
    KeptCommands kept = new KeptCommands(state.getBroadcastState(PAGES));
    Map<Long, List<Placed>> inOrder = new TreeMap<>();
    kept.pages.entries().forEach(page -> inOrder.put(page.getKey(), page.getValue()));
    inOrder.values().forEach(page -> page.forEach(kept.commands::append));
    return kept;
  }

  /** All of them, as the protocol sees them. */
  Commands all() {
    return commands;
  }

  /** Takes the next order. */
  void append(PlacedCommand order) throws Exception {
    Placed placed = new Placed(order.seq(), Orders.read(order.command()));
    if (commands.append(placed)) {
      long number = placed.seq() / PAGE;
      List<Placed> page = pages.contains(number) ? pages.get(number) : new ArrayList<>();
      page.add(placed);
      pages.put(number, page);
    }
  }
}
