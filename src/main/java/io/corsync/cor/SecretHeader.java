package io.corsync.cor;

import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A header whose value the HTTP library's own debug log does not show.
 */
final class SecretHeader extends BasicHeader {

	SecretHeader(String name, String value) {
		super(name, value, true);
	}

	@Override
	public String toString() {
		return getName() + ": ***";
	}

}
