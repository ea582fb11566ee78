package io.rtoto.jobs.rig;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;

/** A batch whose checksum is wrong, as no producer sends it: a bit of it fell over on the way. */
final class TornBatch {
  /** The last version of the request that names its topic. */
  private static final short VERSION = 12;

  private TornBatch() {}

  /** Sends a torn batch of one record, and tells what the broker says to it. */
  static Errors send(String host, int port, String topic, String value) throws IOException {
    RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "torn", 1);
    ByteBuffer request =
        new ProduceRequest(request(topic, torn(value)), VERSION).serializeWithHeader(header);
    try (Socket socket = new Socket(host, port)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(request.remaining());
      out.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
      ProduceResponse response = (ProduceResponse) AbstractResponse.parseResponse(answer, header);
      return Errors.forCode(
          response.data().responses().iterator().next().partitionResponses().get(0).errorCode());
    }
  }

  private static MemoryRecords torn(String value) {
    MemoryRecords records =
        MemoryRecords.withRecords(
            Compression.NONE, new SimpleRecord(value.getBytes(StandardCharsets.UTF_8)));
    ByteBuffer bytes = records.buffer();
    int lastOfValue = bytes.limit() - 2;
    bytes.put(lastOfValue, (byte) (bytes.get(lastOfValue) ^ 1));
    return records;
  }

  private static ProduceRequestData request(String topic, MemoryRecords records) {
    ProduceRequestData.TopicProduceData ofTopic =
        new ProduceRequestData.TopicProduceData()
            .setName(topic)
            .setPartitionData(
                List.of(
                    new ProduceRequestData.PartitionProduceData().setIndex(0).setRecords(records)));
    ProduceRequestData data = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(10_000);
    data.topicData().add(ofTopic);
    return data;
  }
}
