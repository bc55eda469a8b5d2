package io.corsync.salesforce;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * Says what a failure below HTTP means.
 */
final class NetworkFailure {

	private NetworkFailure() {
	}

	static SoapFailure of(URI address, IOException failure) {
		String host = address.getRawAuthority();
		if (failure instanceof UnknownHostException) {
			return new SoapFailure(Remedy.REPEAT_BRIEFLY,
					unavailable("Nobody knows the host name of " + host
							+ ": check the name in salesforce.login-url (SALESFORCE_LOGIN_URL), salesforce.proxy"
							+ " (SALESFORCE_PROXY) and this machine's DNS", failure));
		}
		if (failure instanceof ConnectTimeoutException) {
			return new SoapFailure(Remedy.REPEAT,
					unavailable(
							"No connection to " + host + " in time: check the"
									+ " firewall, and whether this machine needs salesforce.proxy (SALESFORCE_PROXY)",
							failure));
		}
		if (failure instanceof ConnectException) {
			return new SoapFailure(Remedy.REPEAT_BRIEFLY, unavailable("Connections to " + host + " are refused: check"
					+ " salesforce.login-url (SALESFORCE_LOGIN_URL) and salesforce.proxy (SALESFORCE_PROXY), else try"
					+ " later", failure));
		}
		if (failure instanceof SocketTimeoutException) {
			return new SoapFailure(Remedy.REPEAT_FOR_LESS,
					unavailable(
							"No answer from " + host
									+ " in time (salesforce.read-timeout, SALESFORCE_READ_TIMEOUT): try later",
							failure));
		}
		if (failure instanceof SSLException && hasCertificateTrouble(failure)) {
			return new SoapFailure(Remedy.NONE,
					new SalesforceException.Credentials(null, "The TLS certificate of " + host
							+ " is not trusted: check salesforce.login-url (SALESFORCE_LOGIN_URL); behind a proxy that"
							+ " opens TLS, its certificate has to be in Java's trust store", failure));
		}
		return new SoapFailure(Remedy.REPEAT,
				unavailable("The connection to " + host + " broke (" + failure.getMessage() + "): try later", failure));
	}

	private static boolean hasCertificateTrouble(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CertificateException
					|| cause.getClass().getName().startsWith("java.security.cert.CertPath")
					|| cause instanceof javax.net.ssl.SSLPeerUnverifiedException) {
				return true;
			}
		}
		return false;
	}

	private static SalesforceException unavailable(String message, Throwable cause) {
		return new SalesforceException.Unavailable(null, message, cause);
	}

}
