package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Response;
import io.vertx.openapi.mediatype.ContentAnalyser;
import io.vertx.openapi.mediatype.MediaTypeRegistration;
import io.vertx.openapi.mediatype.MediaTypeRegistry;
import io.vertx.openapi.validation.ValidationContext;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The API's document, which must be sound by the schema of OpenAPI 3.1 to become one of these. */
final class OpenApiContract {
  private final OpenAPIContract contract;

  private OpenApiContract(OpenAPIContract contract) {
    this.contract = contract;
  }

  /** The contract; fails with what is wrong in the document. */
  static OpenApiContract of(String yaml) throws Exception {
    JsonObject document = withIds(OpenApiExamples.document(yaml));
    Vertx vertx = Vertx.vertx();
    try {
      return new OpenApiContract(
          OpenAPIContract.builder(vertx)
              .setContract(document)
              .mediaTypeRegistry(
                  MediaTypeRegistry.createDefault()
                      .register(text("text/html"))
                      .register(text("text/event-stream")))
              .build()
              .toCompletionStage()
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  /** The library tells operations apart by ids, which nobody else needs. */
  private static JsonObject withIds(JsonNode document) {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (operation.getValue() instanceof ObjectNode told) {
                            told.put("operationId", operation.getKey() + " " + path.getKey());
                          }
                        }));
    return new JsonObject(document.toString());
  }

  /** Fails unless the answer has a status that is told, and what is told to be in it. */
  void requireAgreement(String method, String path, HttpResponse<String> answer) {
    Operation operation = contract.findOperation(path, HttpMethod.valueOf(method));
    assertThat(operation).as("%s %s", method, path).isNotNull();
    Response told = operation.getResponse(answer.statusCode());
    assertThat(told).as("%s of %s %s", answer.statusCode(), method, path).isNotNull();
    MediaType json = told.getContent().get("application/json");
    if (json != null) {
      OutputUnit verdict =
          contract
              .getSchemaRepository()
              .validator(json.getSchema())
              .validate(Json.decodeValue(answer.body()));
      assertThat(verdict.getValid())
          .as("%s of %s %s: %s", answer.body(), method, path, verdict.getErrors())
          .isTrue();
    }
  }

  /** The library knows what it can look into, and a page it need not. */
  private static MediaTypeRegistration text(String type) {
    return new MediaTypeRegistration() {
      @Override
      public ContentAnalyser createContentAnalyser(
          String contentType, Buffer content, ValidationContext context) {
        return TEXT_PLAIN.createContentAnalyser(contentType, content, context);
      }

      @Override
      public boolean canHandle(String contentType) {
        return contentType.startsWith(type);
      }

      @Override
      public List<String> supportedTypes() {
        return List.of(type);
      }
    };
  }
}
