package io.rtoto.local;

import java.io.IOException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster that runs one job, which goes on where an earlier one stopped. */
public sealed interface FlinkCluster extends AutoCloseable permits LocalFlink, RemoteFlink {
  /** An environment to assemble the job in; nothing runs in it yet. */
  StreamExecutionEnvironment environment();

  /** Whether an earlier job left something to go on from. */
  boolean goesOn() throws IOException;

  /**
   * Starts the job that was assembled in that environment, from what an earlier one left.
   *
   * @param environment from {@link #environment()}
   * @param name the job's name
   * @throws IOException when the cluster refuses it
   */
  RunningJob run(StreamExecutionEnvironment environment, String name) throws IOException;

  @Override
  void close() throws IOException;
}
