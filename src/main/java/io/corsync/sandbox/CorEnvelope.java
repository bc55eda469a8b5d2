package io.corsync.sandbox;

import tools.jackson.databind.node.ObjectNode;

/**
 * The shapes an error of COR may come in; which one it is, nobody documents.
 */
enum CorEnvelope {

	/** {@code {status,name,code,message}}. */
	FLAT {
		@Override
		CorReply reply(int status, CorRefusal refusal) {
			ObjectNode body = CorJson.object().put("status", status).put("name", refusal.name());
			if (refusal.code() != null) {
				body.put("code", refusal.code());
			}
			return CorReply.json(status, body.put("message", refusal.words()));
		}
	},

	/** {@code {error:{name,message,code}}}. */
	NESTED {
		@Override
		CorReply reply(int status, CorRefusal refusal) {
			ObjectNode error = CorJson.object().put("name", refusal.name()).put("message", refusal.words());
			if (refusal.code() != null) {
				error.put("code", refusal.code());
			}
			return CorReply.json(status, CorJson.object().set("error", error));
		}
	},

	/** {@code {statusCode,code,message}}, the name in place of a missing code. */
	STATUS_CODE {
		@Override
		CorReply reply(int status, CorRefusal refusal) {
			return CorReply.json(status,
					CorJson.object()
						.put("statusCode", status)
						.put("code", refusal.key())
						.put("message", refusal.words()));
		}
	},

	/** {@code {message:"Name: text"}}. */
	BARE {
		@Override
		CorReply reply(int status, CorRefusal refusal) {
			return CorReply.json(status, CorJson.object().put("message", refusal.key() + ": " + refusal.words()));
		}
	},

	/** A proxy's page, which tells no more than the status. */
	HTML {
		@Override
		CorReply reply(int status, CorRefusal refusal) {
			return CorReply.html(status);
		}
	};

	abstract CorReply reply(int status, CorRefusal refusal);

}
