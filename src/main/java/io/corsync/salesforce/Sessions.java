package io.corsync.salesforce;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session that all threads share: opened when first needed and again when it ended,
 * by one thread while the others wait.
 */
final class Sessions {

	private static final Logger logger = LoggerFactory.getLogger(Sessions.class);

	/**
	 * A session may end at any time, even after a call or two; but new sessions that are
	 * refused from their first call on never get better by logging in once more.
	 */
	private static final int STILLBORN = 2;

	private final Login login;

	private volatile @Nullable Session current;

	private int stillborn;

	Sessions(Login login) {
		this.login = login;
	}

	/**
	 * The session to use now.
	 * @return the open one, or a new one
	 * @throws SoapFailure when there is no logging in
	 */
	Session current() throws SoapFailure {
		Session session = this.current;
		return (session != null) ? session : open();
	}

	Optional<Session> known() {
		return Optional.ofNullable(this.current);
	}

	private synchronized Session open() throws SoapFailure {
		Session session = this.current;
		if (session == null) {
			session = this.login.open();
			logger.debug("Logged in to Salesforce at {}", session.instance());
			this.current = session;
		}
		return session;
	}

	/**
	 * Takes a session out of use that Salesforce no longer accepts.
	 * @param ended the session
	 * @param reason what Salesforce said
	 * @throws SoapFailure when new sessions end at once, too
	 */
	synchronized void end(Session ended, SalesforceException reason) throws SoapFailure {
		if (this.current != ended) {
			return;
		}
		this.current = null;
		this.stillborn = ended.served() ? 0 : this.stillborn + 1;
		if (this.stillborn >= STILLBORN) {
			this.stillborn = 0;
			throw new SoapFailure(Remedy.NONE, new SalesforceException.Credentials(reason.code(),
					"Salesforce ends every new session at once (" + reason.getMessage()
							+ "): check in Setup the session settings and the login history of this user, IP"
							+ " restrictions, and that the external client app grants the scope 'api'",
					reason));
		}
		logger.debug("The Salesforce session ended; logging in again");
	}

}
