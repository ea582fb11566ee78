package io.rtoto.schemas.rulebundles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rtoto.schemas.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of those who may publish rules: the content of a file, in JSON, that jobs and publishers
 * read alike.
 *
 * @param keys where there is none, nobody need sign
 */
public record TrustedKeys(List<TrustedKey> keys) {
  /** Nobody need sign. */
  public static final TrustedKeys NOBODY = new TrustedKeys(List.of());

  private static final Messages<TrustedKeys> CODEC = Messages.of(TrustedKeys.class);

  /** A misspelt "revoked" that is passed over would be a key that still counts. */
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .build()
          .readerFor(TrustedKeys.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Keys of whose owners no more is known. */
  public static TrustedKeys of(List<String> written) {
    return new TrustedKeys(written.stream().map(TrustedKey::of).toList());
  }

  /**
   * The keys that a file holds.
   *
   * @throws IllegalArgumentException when it holds anything else, or there is no such file
   * @throws IOException when it cannot be read
   */
  public static TrustedKeys in(Path file) throws IOException {
    try {
      return sound(STRICT.readValue(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "There is no file of trusted keys in "
              + file
              + ". Maybe: rtoto rules keys trust, or another file.",
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "What is in %s are no trusted keys (%s). Maybe it was edited by hand: rtoto rules keys trust, retire and revoke write it."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "What is in %s are no trusted keys: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static TrustedKeys sound(@Nullable TrustedKeys read) {
    if (read == null || read.keys == null || read.keys.isEmpty()) {
      throw new IllegalArgumentException(
          "it names none, and where there is none anybody could publish.");
    }
    Set<String> known = new HashSet<>();
    for (TrustedKey key : read.keys) {
      if (key == null || key.name() == null || key.name().isBlank() || key.key() == null) {
        throw new IllegalArgumentException("one has no name, or no key; expected both.");
      }
      var unused = RuleKeys.publicKey(key.key());
      if (!known.add(key.key())) {
        throw new IllegalArgumentException(
            "key %s (%s) is there twice; expected once.".formatted(key.id(), key.name()));
      }
    }
    return read;
  }

  /** As a file holds them. */
  public byte[] written() {
    return CODEC.write(this);
  }

  /** Whether nobody need sign. */
  public boolean areNone() {
    return keys.isEmpty();
  }

  /** These, and those of others that are not among them: what is known here of a key holds. */
  public TrustedKeys and(TrustedKeys others) {
    Set<String> known = new HashSet<>(keys.stream().map(TrustedKey::key).toList());
    return new TrustedKeys(
        Stream.concat(
                keys.stream(), others.keys.stream().filter(other -> !known.contains(other.key())))
            .toList());
  }

  /** These, with that key as it is told here. */
  public TrustedKeys with(TrustedKey changed) {
    List<TrustedKey> all = new ArrayList<>(keys);
    all.replaceAll(one -> one.key().equals(changed.key()) ? changed : one);
    if (!all.contains(changed)) {
      all.add(changed);
    }
    return new TrustedKeys(all);
  }

  /** Whose key signed this; nobody where none of them did. */
  Optional<TrustedKey> signerOf(byte[] statement, @Nullable String signature) {
    return signature == null
        ? Optional.empty()
        : keys.stream().filter(one -> verifies(one, statement, signature)).findFirst();
  }

  private static boolean verifies(TrustedKey trusted, byte[] statement, String written) {
    try {
      Signature signature = Signature.getInstance(RuleKeys.ALGORITHM);
      signature.initVerify(RuleKeys.publicKey(trusted.key()));
      signature.update(statement);
      return signature.verify(Base64.getDecoder().decode(written));
    } catch (SignatureException | IllegalArgumentException e) {
      // It is no signature at all.
      return false;
    } catch (GeneralSecurityException e) {
      throw RuleKeys.unknown(e);
    }
  }
}
