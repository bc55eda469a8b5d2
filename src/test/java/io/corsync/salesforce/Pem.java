package io.corsync.salesforce;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Fresh RSA keys in the forms that OpenSSL writes.
 */
final class Pem {

	/** What PKCS#8 puts before the traditional form of a key of 2048 bits. */
	private static final int PKCS8_HEAD = 26;

	private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";

	/** Object identifier of PBES2 (RFC 8018); JDK 17 cannot write it by itself. */
	private static final byte[] PBES2 = { 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01,
			0x05, 0x0d };

	private Pem() {
	}

	static KeyPair pair() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		return generator.generateKeyPair();
	}

	static PrivateKey key() throws GeneralSecurityException {
		return pair().getPrivate();
	}

	static String pkcs8(PrivateKey key) {
		return pem("PRIVATE KEY", key.getEncoded());
	}

	static String traditional(PrivateKey key) {
		byte[] der = key.getEncoded();
		return pem("RSA PRIVATE KEY", Arrays.copyOfRange(der, PKCS8_HEAD, der.length));
	}

	static String encrypted(PrivateKey key, String passphrase) throws Exception {
		Cipher cipher = Cipher.getInstance(SCHEME);
		cipher.init(Cipher.ENCRYPT_MODE,
				SecretKeyFactory.getInstance(SCHEME).generateSecret(new PBEKeySpec(passphrase.toCharArray())));
		byte[] scheme = der(0x30, join(PBES2, cipher.getParameters().getEncoded()));
		return pem("ENCRYPTED PRIVATE KEY", der(0x30, join(scheme, der(0x04, cipher.doFinal(key.getEncoded())))));
	}

	private static byte[] der(int tag, byte[] content) {
		byte[] head = (content.length < 0x80) ? new byte[] { (byte) tag, (byte) content.length }
				: new byte[] { (byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length };
		return join(head, content);
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] joined = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

	private static String pem(String kind, byte[] der) {
		return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
				+ "\n-----END " + kind + "-----\n";
	}

}
