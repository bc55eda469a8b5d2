package io.corsync.salesforce;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes SOAP calls that survive what passes: ended sessions and transient trouble, both
 * bounded.
 */
final class SoapCalls {

	/** Far above the size of the largest describe. */
	private static final long LONGEST_ANSWER = 64L * 1024 * 1024;

	/** Only reached when other threads use every new session up. */
	private static final int MOST_SESSIONS = 10;

	private final SoapExchanges exchanges;

	private final Sessions sessions;

	private final Patience patience;

	private final Set<CallScope> open = ConcurrentHashMap.newKeySet();

	private volatile boolean stopped;

	SoapCalls(SoapExchanges exchanges, Sessions sessions, Patience patience) {
		this.exchanges = exchanges;
		this.sessions = sessions;
		this.patience = patience;
	}

	/**
	 * Makes a call that has no way but to succeed or to tell a person.
	 * @param <T> what it returns
	 * @param call the call, made again after each failure that passes
	 * @return the result
	 */
	<T> T ask(SoapCall<T> call) {
		Patience.Budget budget = this.patience.begin();
		while (true) {
			try {
				return call(call);
			}
			catch (SoapFailure failure) {
				again(failure, budget);
			}
		}
	}

	// What cannot ask for less may still be answered a moment later.
	private static void again(SoapFailure failure, Patience.Budget budget) {
		if (failure.remedy() != Remedy.FEWER_ROWS) {
			throw failure.reason();
		}
		try {
			budget.pause(failure);
		}
		catch (SoapFailure last) {
			throw last.reason();
		}
	}

	/**
	 * Makes a call with a small answer.
	 * @param <T> what it returns
	 * @param call the call, made again after each failure that passes
	 * @return the result
	 * @throws SoapFailure what the caller or a person has to deal with
	 */
	<T> T call(SoapCall<T> call) throws SoapFailure {
		return call(call, LONGEST_ANSWER, new CallScope()).value();
	}

	/**
	 * Makes a call.
	 * @param <T> what it returns
	 * @param call the call, made again after each failure that passes
	 * @param mostBytes longest answer
	 * @param scope ends the call when it is closed
	 * @return the result
	 * @throws SoapFailure what the caller or a person has to deal with
	 */
	<T> SoapExchanges.Answer<T> call(SoapCall<T> call, long mostBytes, CallScope scope) throws SoapFailure {
		this.open.add(scope);
		try {
			if (this.stopped) {
				scope.close();
			}
			return patiently(call, mostBytes, scope);
		}
		finally {
			this.open.remove(scope);
		}
	}

	/** Ends the calls under way; none begins any more. */
	void stop() {
		this.stopped = true;
		this.open.forEach(CallScope::close);
	}

	private <T> SoapExchanges.Answer<T> patiently(SoapCall<T> call, long mostBytes, CallScope scope)
			throws SoapFailure {
		Patience.Budget budget = this.patience.begin();
		int ended = 0;
		while (true) {
			try {
				Session session = this.sessions.current();
				try {
					SoapExchanges.Answer<T> answer = this.exchanges.once(session, call, mostBytes, scope);
					session.markServed();
					return answer;
				}
				catch (SoapFailure failure) {
					if (failure.remedy() != Remedy.NEW_SESSION || ++ended > MOST_SESSIONS) {
						throw failure;
					}
					this.sessions.end(session, failure.reason());
				}
			}
			catch (SoapFailure failure) {
				switch (failure.remedy()) {
					case REPEAT, REPEAT_FOR_LESS, REPEAT_BRIEFLY -> {
						budget.pause(failure);
						call.repeating(failure);
					}
					case NEW_SESSION, NEW_QUERY, FEWER_ROWS, NONE -> throw failure;
				}
			}
		}
	}

}
