package io.rtoto.jobs.identity.protocol;

/** The protocol, as the simulation calls it: where a mutant takes its place. */
interface Steps {
  Step event(Leaf leaf, Commands commands, Sighting sighting);

  Step link(Leaf leaf, Commands commands, Sighting sighting);

  Step loop(Leaf leaf, Commands commands, LoopMessage message);

  Step expose(Leaf leaf, Commands commands);

  static Steps of(Protocol protocol) {
    return new Steps() {
      @Override
      public Step event(Leaf leaf, Commands commands, Sighting sighting) {
        return protocol.event(leaf, commands, sighting);
      }

      @Override
      public Step link(Leaf leaf, Commands commands, Sighting sighting) {
        return protocol.link(leaf, commands, sighting);
      }

      @Override
      public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
        return protocol.loop(leaf, commands, message);
      }

      @Override
      public Step expose(Leaf leaf, Commands commands) {
        return protocol.expose(leaf, commands);
      }
    };
  }
}
