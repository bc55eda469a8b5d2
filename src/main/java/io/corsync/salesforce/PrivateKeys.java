package io.corsync.salesforce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Reads an RSA private key from PEM: PKCS#8, encrypted PKCS#8, and the traditional form
 * without encryption.
 */
final class PrivateKeys {

	private static final Pattern PEM = Pattern
		.compile("-----BEGIN ((?:RSA |ENCRYPTED )?PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

	/**
	 * AlgorithmIdentifier of rsaEncryption behind version 0, as PKCS#8 (RFC 5208) has it.
	 */
	private static final byte[] RSA_PREFIX = { 0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48,
			(byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00 };

	private static final int SEQUENCE = 0x30;

	private static final int OCTETS = 0x04;

	private PrivateKeys() {
	}

	/**
	 * Reads a key.
	 * @param textOrFile PEM text, or the path of a PEM file
	 * @param passphrase of an encrypted key
	 * @return the key
	 * @throws GeneralSecurityException when there is none, saying why; never with the key
	 * in the message
	 */
	static PrivateKey read(String textOrFile, @Nullable String passphrase) throws GeneralSecurityException {
		// An environment variable often carries the line ends as two characters.
		String pem = textOrFile.contains("-----BEGIN") ? textOrFile.replace("\\n", "\n") : file(textOrFile);
		Matcher matcher = PEM.matcher(pem);
		if (!matcher.find()) {
			throw new GeneralSecurityException("holds no PEM private key (-----BEGIN PRIVATE KEY-----)");
		}
		String body = matcher.group(2);
		if (body.contains("Proc-Type:")) {
			throw new GeneralSecurityException("is encrypted in the traditional form, which is not supported;"
					+ " openssl pkcs8 -topk8 turns it into PKCS#8");
		}
		byte[] der = decode(body);
		return switch (matcher.group(1)) {
			case "ENCRYPTED PRIVATE KEY" -> rsa(decrypt(der, passphrase));
			case "RSA PRIVATE KEY" -> rsa(new PKCS8EncodedKeySpec(wrap(der)));
			default -> rsa(new PKCS8EncodedKeySpec(der));
		};
	}

	private static String file(String path) throws GeneralSecurityException {
		try {
			return Files.readString(Path.of(path.strip()), StandardCharsets.ISO_8859_1);
		}
		catch (InvalidPathException ex) {
			throw new GeneralSecurityException("is neither PEM text nor the path of a file");
		}
		catch (IOException ex) {
			throw new GeneralSecurityException("is not PEM text, and as the path of a file it cannot be read");
		}
	}

	private static byte[] decode(String body) throws GeneralSecurityException {
		try {
			return Base64.getMimeDecoder().decode(body);
		}
		catch (IllegalArgumentException ex) {
			throw new GeneralSecurityException("is damaged: its text is not Base64");
		}
	}

	private static PKCS8EncodedKeySpec decrypt(byte[] der, @Nullable String passphrase)
			throws GeneralSecurityException {
		if (passphrase == null || passphrase.isEmpty()) {
			throw new GeneralSecurityException("is encrypted, and there is no passphrase for it");
		}
		try {
			EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
			AlgorithmParameters parameters = encrypted.getAlgParameters();
			// For PBES2 the JDK names the scheme in the parameters only.
			String scheme = String.valueOf(parameters);
			String algorithm = scheme.startsWith("PBEWith") ? scheme : encrypted.getAlgName();
			Cipher cipher = Cipher.getInstance(algorithm);
			cipher.init(Cipher.DECRYPT_MODE,
					SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase.toCharArray())),
					parameters);
			return encrypted.getKeySpec(cipher);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new GeneralSecurityException("cannot be decrypted: the passphrase is wrong, or the encryption is one"
					+ " that Java does not know (openssl pkcs8 -topk8 -v2 aes256 makes a known one)", ex);
		}
	}

	private static PrivateKey rsa(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
		try {
			return KeyFactory.getInstance("RSA").generatePrivate(spec);
		}
		catch (GeneralSecurityException ex) {
			throw new GeneralSecurityException("is not an RSA key", ex);
		}
	}

	/** The traditional form (PKCS#1) is what PKCS#8 wraps. */
	private static byte[] wrap(byte[] pkcs1) {
		return der(SEQUENCE, join(RSA_PREFIX, der(OCTETS, pkcs1)));
	}

	/** Lengths take as few bytes as they need, or the JDK refuses them. */
	private static byte[] der(int tag, byte[] content) {
		int length = content.length;
		byte[] head;
		if (length < 0x80) {
			head = new byte[] { (byte) tag, (byte) length };
		}
		else if (length < 0x100) {
			head = new byte[] { (byte) tag, (byte) 0x81, (byte) length };
		}
		else {
			head = new byte[] { (byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length };
		}
		return join(head, content);
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] joined = new byte[first.length + second.length];
		System.arraycopy(first, 0, joined, 0, first.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

}
